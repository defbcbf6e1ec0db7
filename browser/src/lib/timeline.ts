// The time line: how many events each day, week, month or year; a stretch drawn over it chooses a period.
import type { Box, Happenings, Period } from "./happenings";
import { isoOf, UNDATED } from "./happenings";

const SVG = "http://www.w3.org/2000/svg";
const UNITS = [1, 7, 30.4375, 365.25] as const;
const MOST = 260;
const HEIGHT = 88;
const AXIS = 70;

export class Timeline {
  private first = 0;
  private last = 0;
  private bins = new Uint32Array(0);
  private inside = new Uint32Array(0);
  private from: number | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly chosen: (period: Period) => void,
  ) {
    element.addEventListener("pointerdown", (event) => this.press(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    element.addEventListener("pointerup", (event) => this.release(event));
    element.addEventListener("pointercancel", () => (this.from = null));
    new ResizeObserver(() => this.paint(null)).observe(element);
  }

  private period: Period = { first: null, last: null };

  /** Counts the events, those in the box (all where null) and the period in colour. Gives how many of them are dated. */
  show(all: Happenings, box: Box | null, period: Period): number {
    this.period = period;
    this.span(all);
    const step = UNITS.find((unit) => (this.last - this.first + 1) / unit <= MOST) ?? (this.last - this.first + 1) / MOST;
    const size = Math.max(1, Math.ceil((this.last - this.first + 1) / step));
    this.bins = new Uint32Array(size);
    this.inside = new Uint32Array(size);
    let dated = 0;
    for (let row = 0; row < all.size; row++) {
      const day = all.day[row] ?? UNDATED;
      if (day === UNDATED || (box && !all.inBox(row, box))) continue;
      const bin = Math.min(size - 1, Math.floor((day - this.first) / step));
      this.bins[bin] = (this.bins[bin] ?? 0) + 1;
      if (!all.inPeriod(row, period)) continue;
      this.inside[bin] = (this.inside[bin] ?? 0) + 1;
      dated += 1;
    }
    this.paint(null);
    return dated;
  }

  private span(all: Happenings): void {
    let first = Infinity;
    let last = -Infinity;
    for (const day of all.day) {
      if (day === UNDATED) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
    this.first = Number.isFinite(first) ? first : 0;
    this.last = Number.isFinite(last) ? last : 0;
  }

  private paint(brush: readonly [number, number] | null): void {
    const width = this.element.clientWidth || 600;
    const most = Math.max(1, ...this.bins);
    const picture = shape("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": `Events from ${isoOf(this.first)} to ${isoOf(this.last)}, at most ${most} in a bar` });
    const step = width / this.bins.length;
    this.bins.forEach((count, bin) => {
      const inside = this.inside[bin] ?? 0;
      const tall = (count / most) * (AXIS - 6);
      const dark = (inside / most) * (AXIS - 6);
      const wide = Math.max(0.8, Math.min(step - (step > 4 ? 1 : 0), 40));
      if (count > inside) picture.append(shape("rect", { class: "bar out", x: bin * step, y: AXIS - tall, width: wide, height: tall - dark }));
      if (inside) picture.append(shape("rect", { class: "bar", x: bin * step, y: AXIS - dark, width: wide, height: dark }));
    });
    picture.append(shape("line", { class: "axis", x1: 0, x2: width, y1: AXIS, y2: AXIS }));
    for (const [at, text, anchor] of this.ticks(width)) {
      const label = shape("text", { x: at, y: HEIGHT - 4, "text-anchor": anchor });
      label.textContent = text;
      picture.append(label);
    }
    const drawn = brush ?? this.brush(width);
    if (drawn) picture.append(shape("rect", { class: "brush", x: Math.min(...drawn), y: 1, width: Math.max(2, Math.abs(drawn[1] - drawn[0])), height: AXIS - 1 }));
    this.element.replaceChildren(picture);
  }

  private brush(width: number): [number, number] | null {
    if (this.period.first === null && this.period.last === null) return null;
    const place = (day: number): number => ((day - this.first) / (this.last - this.first + 1)) * width;
    const [left, right] = [place(this.period.first ?? this.first), place((this.period.last ?? this.last) + 1)];
    return right < 0 || left > width ? null : [Math.max(0, left), Math.min(width, right)];
  }

  private ticks(width: number): [number, string, string][] {
    const count = Math.max(2, Math.min(8, Math.floor(width / 130)));
    const cut = this.last - this.first > 365 * 6 ? 4 : this.last - this.first > 90 ? 7 : 10;
    return Array.from({ length: count }, (_, tick) => {
      const share = tick / (count - 1);
      const anchor = tick === 0 ? "start" : tick === count - 1 ? "end" : "middle";
      return [share * width, isoOf(Math.round(this.first + share * (this.last - this.first))).slice(0, cut), anchor];
    });
  }

  private place(event: PointerEvent): number {
    const box = this.element.getBoundingClientRect();
    return Math.max(0, Math.min(box.width, event.clientX - box.left));
  }

  private press(event: PointerEvent): void {
    this.from = this.place(event);
    this.element.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    if (this.from !== null) this.paint([this.from, this.place(event)]);
  }

  private release(event: PointerEvent): void {
    if (this.from === null) return;
    const [left, right] = [this.from, this.place(event)].sort((one, other) => one - other) as [number, number];
    this.from = null;
    const day = (at: number): number => Math.floor(this.first + (at / (this.element.clientWidth || 1)) * (this.last - this.first + 1));
    if (right - left < 4) this.paint(null);
    else this.chosen({ first: day(left), last: Math.min(this.last, day(right)) });
  }
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
