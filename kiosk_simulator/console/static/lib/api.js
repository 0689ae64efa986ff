// The way to the terminal: one function to ask, one to do, one stream that comes back by itself.

import { both, byId } from "./dom.js";

const token = document.querySelector('meta[name="console-token"]').content;
const headers = { "X-Console-Token": token };
const AGAIN = 1000; // milliseconds between two tries
const READING = 8000; // milliseconds for which a message stays

/** The address of a file that needs the token. */
export function at(path) {
  return `${path}${path.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;
}

/** The answer of a GET, whatever its status. */
export const get = (path, signal) => fetch(path, { headers, signal });

export async function ask(path) {
  const answer = await get(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

let hiding = 0;

function complain(ja, en) {
  const message = byId("message");
  message.replaceChildren(...both(`できませんでした：${ja}`, `Not done: ${en}`));
  message.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { message.hidden = true; }, READING);
}

/** Do something and return the answer; why it was not done is shown in the page's message line. */
export async function act(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}),
    });
    if (answer.ok) {
      byId("message").hidden = true;
      return await answer.json();
    }
    const { detail } = await answer.json().catch(() => ({}));
    if (detail?.ja) complain(detail.ja, detail.en);
    else complain(`使えない値です（${answer.status}）`, `not a usable value (${answer.status})`);
  } catch {
    complain("端末が答えません", "the terminal does not answer");
  }
  return null;
}

/**
 * Call `show` with each new state. `lost` is told "" when the terminal is there, "away" while it is not, and
 * "moved" when another one is there that does not know this page.
 */
export function follow(show, lost) {
  const stream = new EventSource(at("/api/events"));
  stream.onopen = () => lost("");
  stream.onmessage = (event) => {
    lost("");
    show(JSON.parse(event.data));
  };
  stream.onerror = async () => {
    const given = stream.readyState === EventSource.CLOSED; // the browser tries no more
    if (given) stream.close();
    const status = given ? await get("/api/state").then((answer) => answer.status, () => 0) : 0;
    lost(status === 403 ? "moved" : "away");
    if (given) setTimeout(() => follow(show, lost), AGAIN);
  };
}
