// Ties map, time line, filters and table of the overview together. The page's URL is the view; the server's page is the only table.
import { dayOf, Happenings, isoOf } from "./lib/happenings";
import type { Box, Columns, Period } from "./lib/happenings";
import { EventMap, fetched } from "./lib/map";
import { Timeline } from "./lib/timeline";

const PAUSE = 250; // Milliseconds after the last move before the table follows.
const SWAPPED = ["tally", "trays", "results"];

function found<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id} on the page`);
  return element as T;
}

class Overview {
  private readonly form = found<HTMLFormElement>("filters");
  private readonly only = found<HTMLInputElement>("only");
  private readonly box = found<HTMLInputElement>("f-box");
  private readonly start = found<HTMLInputElement>("f-start");
  private readonly end = found<HTMLInputElement>("f-end");
  private readonly timeline = new Timeline(found("timeline"), (period) => this.choose(period));
  private all: Happenings | null = null;
  private loaded = "";
  private waiting = 0;
  private asked = 0;

  constructor(private readonly map: EventMap) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.follow();
    });
    this.form.addEventListener("change", () => void this.follow());
    this.only.addEventListener("change", () => {
      this.setBox();
      void this.follow();
    });
    for (const kind of ["pointerover", "focusin"]) found("results").addEventListener(kind, (event) => this.light(event));
    found("results").addEventListener("pointerleave", () => this.map.light(null));
    window.addEventListener("popstate", () => location.reload());
  }

  /** The first view: the box of the URL, else where the events are. */
  async begin(): Promise<void> {
    await this.load();
    const box = boxOf(this.box.value) ?? (this.all && around(this.all));
    if (box) this.map.fit(box, this.box.value ? 0 : 40);
    this.paint();
  }

  moved(): void {
    this.paint();
    if (!this.only.checked) return;
    this.setBox();
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.follow(), PAUSE);
  }

  private setBox(): void {
    const { west, south, east, north } = this.map.box();
    this.box.value = this.only.checked ? [west, south, east, north].map((edge) => edge.toFixed(3)).join(",") : "";
  }

  private choose(period: Period): void {
    this.start.value = period.first === null ? "" : isoOf(period.first);
    this.end.value = period.last === null ? "" : isoOf(period.last);
    void this.follow();
  }

  private period(): Period {
    return { first: dayOf(this.start.value), last: dayOf(this.end.value) };
  }

  private search(): URLSearchParams {
    const search = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string" && value.trim()) search.append(name, value);
    if (search.get("order") === "newest") search.delete("order");
    return search;
  }

  /** The view changed: its URL, its map and time line at once, its table as soon as the server has it. */
  private async follow(): Promise<void> {
    const search = this.search();
    const url = `/${search.size ? `?${search}` : ""}`;
    history.replaceState(null, "", url);
    const ticket = ++this.asked;
    const table = fetch(url).then((answer) => answer.text());
    await this.load();
    this.paint();
    const page = new DOMParser().parseFromString(await table, "text/html");
    if (ticket !== this.asked) return;
    for (const id of SWAPPED) {
      const fresh = page.getElementById(id);
      if (fresh) found(id).replaceChildren(...fresh.childNodes);
    }
  }

  private async load(): Promise<void> {
    const search = this.search();
    for (const name of ["box", "start", "end", "order"]) search.delete(name);
    const wanted = search.toString();
    if (this.all && wanted === this.loaded) return;
    this.all = new Happenings((await fetched(`/desk/map.json?${wanted}`)) as Columns);
    this.loaded = wanted;
  }

  private paint(): void {
    if (!this.all) return;
    const started = performance.now();
    const period = this.period();
    this.map.show(this.all, period);
    this.timeline.show(this.all, this.only.checked ? this.map.box() : null, period);
    found("period").textContent = this.start.value || this.end.value ? `${this.start.value || "…"} to ${this.end.value || "…"}` : "All days";
    found("on-map").textContent = `${this.count(period).toLocaleString("en")} on it`;
    performance.measure("paint-view", { start: started }); // benchmarks/desk.py reads it.
    document.documentElement.dataset["painted"] = String(Number(document.documentElement.dataset["painted"] ?? 0) + 1);
  }

  private count(period: Period): number {
    const [all, box] = [this.all, this.map.box()];
    let count = 0;
    for (let row = 0; all && row < all.size; row++) if (all.inBox(row, box) && all.inPeriod(row, period)) count += 1;
    return count;
  }

  private light(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-event]") : null;
    this.map.light(row ? (this.all?.rowOf.get(row.dataset["event"] ?? "") ?? null) : null);
  }
}

function boxOf(text: string): Box | null {
  const edges = text.split(",").map(Number);
  const [west, south, east, north] = edges;
  if (edges.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return edges.some(Number.isNaN) ? null : { west, south, east, north };
}

function around(all: Happenings): Box | null {
  if (!all.size) return null;
  let [west, south, east, north] = [180, 85, -180, -85];
  for (let row = 0; row < all.size; row++) {
    const [lat, lon] = [all.lat[row] ?? 0, all.lon[row] ?? 0];
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west: Math.max(-180, west - 1), south: Math.max(-85, south - 1), east: Math.min(180, east + 1), north: Math.min(85, north + 1) };
}

async function main(): Promise<void> {
  let overview: Overview | null = null;
  const map = await EventMap.open(found("map"), () => overview?.moved());
  overview = new Overview(map);
  await overview.begin();
}

main().catch((error: unknown) => {
  // Without WebGL, or where a file is missing, the table goes on working; the reader is told.
  const note = document.createElement("p");
  note.className = "unbuilt";
  note.textContent = `The map cannot be drawn here (${error instanceof Error ? error.message : String(error)}). Everything is in the table.`;
  document.querySelector(".map-frame")?.replaceWith(note);
});
