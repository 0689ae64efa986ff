// Small helpers: make an element, word a label in two languages, keep a list without drawing it anew.

export const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** The same words in Japanese and in English; which of them are seen is the reader's choice. */
export const both = (ja, en) => [
  make("span", { class: "ja", lang: "ja" }, ja), " ", make("span", { class: "en", lang: "en" }, en),
];

/** For attributes, which have no parts. */
export const pair = (ja, en) => `${ja} / ${en}`;

export const yen = (amount) => `¥${amount.toLocaleString("en")}`;

/** Set text only when it differs, so that a screen reader is not told again. */
export function say(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** Set both languages of an element that was made by `both`, or make it so. */
export function sayBoth(element, ja, en) {
  const [inJapanese, inEnglish] = [element.querySelector(":scope > .ja"), element.querySelector(":scope > .en")];
  if (!inJapanese) element.replaceChildren(...both(ja, en));
  else {
    say(inJapanese, ja);
    say(inEnglish, en);
  }
}

/** Make `parent` hold one child for each item, in order, keeping those that stay. */
export function keep(parent, items, keyOf, create, update = () => {}) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = String(keyOf(item, index));
    let child = known.get(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    known.delete(key);
    update(child, item);
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  known.forEach((child) => child.remove());
}

/** What is searched for, as words that must all be found: letters of any width and case are the same. */
export const plain = (text) => text.normalize("NFKC").toLowerCase();
export const isFound = (wanted, text) => plain(wanted).split(/\s+/).every((word) => text.includes(word));

/** A row of buttons of which one is pressed; `chosen` gets its key. */
export function chips(parent, items, chosen) {
  parent.append(...items.map((item, index) => make(
    "button", {
      type: "button", "data-chip": item.key, "aria-pressed": String(index === 0),
      onclick: (event) => {
        for (const each of parent.children) each.setAttribute("aria-pressed", String(each === event.currentTarget));
        chosen(item.key);
      },
    }, ...both(item.ja, item.en),
  )));
}
