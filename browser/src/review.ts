// Review by keyboard: every key does what a visible control does, and nothing that has no control.

const KEYS = new Set(["a", "r", "e", "m", "s", "u", "/", "?", "j", "k"]);

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-item]")];
}

function here(): HTMLElement | undefined {
  return items().find((item) => item.classList.contains("here"));
}

function stand(item: HTMLElement | undefined): void {
  if (!item) return;
  for (const other of items()) other.classList.toggle("here", other === item);
  item.querySelector<HTMLElement>("[data-open]")?.focus();
  item.scrollIntoView({ block: "nearest" });
}

/** One item on or back; false where the page has no items. */
function move(step: number): boolean {
  const all = items();
  if (all.length === 0) return false;
  const current = here();
  const at = current ? all.indexOf(current) + step : 0;
  stand(all[Math.max(0, Math.min(all.length - 1, at))]);
  return true;
}

/** The control of a key: that of the item where the page has items, else the page's. */
function control(key: string): HTMLElement | null {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const inItem = here()?.querySelector<HTMLElement>(wanted);
  if (inItem) return inItem;
  const found = [...document.querySelectorAll<HTMLElement>(wanted)];
  return found.find((one) => !one.closest("[data-item]")) ?? null;
}

function openAt(details: HTMLDetailsElement): void {
  details.open = true;
  details.querySelector<HTMLElement>(".pick")?.focus();
}

function press(key: string): boolean {
  if (key === "?") {
    document.querySelector<HTMLDialogElement>("#keys")?.showModal();
    return true;
  }
  if ((key === "j" && move(1)) || (key === "k" && move(-1))) return true;
  if (["e", "m", "s"].includes(key) && here()) {
    // On the queue these are decided on the event's own page.
    const link = here()?.querySelector<HTMLAnchorElement>("[data-open]");
    if (link) location.assign(`${link.href.split("#")[0]}#key-${key}`);
    return true;
  }
  const found = control(key);
  if (!found) return false;
  if (found instanceof HTMLDetailsElement) openAt(found);
  else if (found.matches("button, a")) found.click();
  else found.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && isTyping(event.target)) (event.target as HTMLElement).blur();
  if (isTyping(event.target) || !KEYS.has(event.key)) return;
  if (press(event.key)) event.preventDefault();
});

/** A list of words of which a stretch is chosen: by arrows and Shift, or by pointer. */
function picker(list: HTMLElement): void {
  const words = [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const form = list.closest("form");
  if (!form || words.length === 0) return;
  let anchor = 0;
  let at = 0;
  const field = (name: string): HTMLInputElement | null => form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  const put = (name: string, value: string): void => {
    const input = field(name);
    if (input) input.value = value;
  };
  const show = (): void => {
    const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
    words.forEach((word, number) => {
      word.setAttribute("aria-selected", String(number >= from && number <= to));
      word.classList.toggle("at", number === at);
    });
    const [first, last] = [words[from], words[to]];
    if (!first || !last) return;
    list.setAttribute("aria-activedescendant", words[at]?.id ?? "");
    put("start", first.dataset["start"] ?? "");
    put("end", last.dataset["end"] ?? "");
    put("words", words.slice(from, to + 1).map((word) => word.textContent ?? "").join(" "));
  };
  const go = (number: number, more: boolean): void => {
    at = Math.max(0, Math.min(words.length - 1, number));
    if (!more) anchor = at;
    show();
  };
  list.hidden = false;
  list.addEventListener("focus", () => show());
  list.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const steps: Record<string, number> = { [forward]: at + 1, [back]: at - 1, Home: 0, End: words.length - 1, " ": at };
    const wanted = steps[event.key];
    if (wanted !== undefined) go(wanted, event.shiftKey);
    else if (event.key === "Enter") form.querySelector<HTMLElement>("[data-focus]")?.focus();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    const number = words.indexOf((event.target as HTMLElement).closest<HTMLElement>("[role=option]") ?? list);
    if (number >= 0) go(number, event.shiftKey);
  });
  list.addEventListener("pointerover", (event) => {
    const number = words.indexOf((event.target as HTMLElement).closest<HTMLElement>("[role=option]") ?? list);
    if (number >= 0 && event.buttons === 1) go(number, true);
  });
  // Words that are typed by hand count instead of those that were chosen.
  field("words")?.addEventListener("input", () => {
    put("start", "");
    put("end", "");
  });
}

for (const list of document.querySelectorAll<HTMLElement>(".pick")) picker(list);
for (const item of items()) item.addEventListener("focusin", () => items().forEach((other) => other.classList.toggle("here", other === item)));
for (const button of document.querySelectorAll<HTMLElement>('button[data-key="?"]')) {
  button.hidden = false;
  button.addEventListener("click", () => press("?"));
}
const asked = /^#key-([ems])$/.exec(location.hash)?.[1];
if (asked) press(asked);
else if (items().length > 0) stand(items()[0]);
else document.querySelector<HTMLElement>("[data-first]")?.focus();
