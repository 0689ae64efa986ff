// Which panels are open: at first those that a window of this width has room for, then as they were left.

const KEPT = "console-folds";
const WIDE = "(min-width: 1000px)";
const AT_FIRST = { wide: ["screen", "cards", "paper", "scenarios"], narrow: ["cards", "paper"] };

const nameOf = (fold) => fold.id.replace("fold-", "");

export function build() {
  const folds = [...document.querySelectorAll("details.fold")];
  let open = AT_FIRST[matchMedia(WIDE).matches ? "wide" : "narrow"];
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    if (Array.isArray(kept)) open = kept;
  } catch { /* as at first */ }
  for (const fold of folds) {
    fold.open = open.includes(nameOf(fold));
    fold.addEventListener("toggle", () => {
      localStorage.setItem(KEPT, JSON.stringify(folds.filter((each) => each.open).map(nameOf)));
    });
  }
}
