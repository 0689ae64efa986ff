// The way to the terminal: one function to ask, one to do, one stream that comes back by itself.

const token = document.querySelector('meta[name="console-token"]').content;

/** The address of a file that needs the token. */
export function at(path) {
  return `${path}${path.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;
}

export async function ask(path) {
  const answer = await fetch(path, { headers: { "X-Console-Token": token } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Do something; what went wrong is shown in the page's message line. */
export async function act(path, body) {
  const message = document.getElementById("message");
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "X-Console-Token": token, "Content-Type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    message.hidden = answer.ok;
    if (!answer.ok) message.textContent = `できませんでした (${answer.status}) ${await answer.text()}`;
  } catch (error) {
    message.hidden = false;
    message.textContent = `できませんでした ${error.message}`;
  }
}

/** Call `show` with each new state; `lost` tells whether the connection is away. */
export function follow(show, lost) {
  const stream = new EventSource(at("/api/events"));
  stream.onopen = () => lost(false);
  stream.onerror = () => lost(true);
  stream.onmessage = (event) => {
    lost(false);
    show(JSON.parse(event.data));
  };
}
