// What the page asks of the server, and what its people do there.

/** `status` is 0 where there was no answer at all. */
export class Failed extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/** @returns {Promise<any>} the answer's JSON; a Failed says why there is none ("" = no connection) */
async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Failed("");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Failed(body.error || `HTTP ${response.status}`, response.status);
  return body;
}

const post = (path, args) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(args) });

export const getStart = () => ask("/page/start");

export const getChat = (chat, user) => ask(`/page/chat?chat=${chat}&user=${user}`);

/** One of the people's actions: send, press, react, edit, delete, topic, private. */
export const act = (action, args) => post(`/_control/${action}`, args);

export const travel = (to) => post("/page/travel", { to });

export const fileUrl = (name) => `/page/file/${encodeURIComponent(name)}`;

/** @param {File} file @param {Record<string, string|number>} fields */
export function upload(file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, String(value));
  form.append("file", file, file.name);
  return ask("/_control/upload", { method: "POST", body: form });
}

/** One of the files to try, as if it had been picked on this computer. */
export async function trayFile(name) {
  let response;
  try {
    response = await fetch(fileUrl(name));
  } catch {
    throw new Failed("");
  }
  if (!response.ok) throw new Failed(`HTTP ${response.status}`);
  return new File([await response.blob()], name);
}
