// Lights a claim's field and its words in the text together, by pointer, keyboard and touch.

function marksOf(key: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-marks]")].filter((mark) => (mark.dataset["marks"] ?? "").split(" ").includes(key));
}

function fieldsOf(keys: readonly string[]): HTMLElement[] {
  return keys.flatMap((key) => [...document.querySelectorAll<HTMLElement>(`[data-field="${CSS.escape(key)}"]`)]);
}

function clear(): void {
  for (const lit of document.querySelectorAll(".lit, .lit-field")) lit.classList.remove("lit", "lit-field");
}

function light(marks: readonly HTMLElement[], fields: readonly HTMLElement[]): void {
  clear();
  for (const mark of marks) mark.classList.add("lit");
  for (const field of fields) {
    field.classList.add("lit-field");
    field.closest(".claims > li")?.classList.add("lit");
  }
}

function show(target: EventTarget | null, scroll: boolean): void {
  if (!(target instanceof Element)) return;
  const field = target.closest<HTMLElement>("[data-field]");
  const mark = target.closest<HTMLElement>("[data-marks]");
  if (field) {
    const marks = marksOf(field.dataset["field"] ?? "");
    light(marks, [field]);
    if (scroll) marks[0]?.scrollIntoView({ block: "nearest" });
  } else if (mark) {
    const fields = fieldsOf((mark.dataset["marks"] ?? "").split(" "));
    light([mark], fields);
    if (scroll) fields[0]?.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("pointerover", (event) => show(event.target, false));
document.addEventListener("focusin", (event) => show(event.target, true));
document.addEventListener("click", (event) => show(event.target, true));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
});
