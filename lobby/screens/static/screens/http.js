// One way to ask the server: JSON in, {status, body, retryAfter} out, Away when it cannot be reached.

export class Away extends Error {}

function csrfToken() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : "";
}

export async function ask(method, path, body, seconds = 12, more = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), seconds * 1000);
  const headers = Object.assign({ Accept: "application/json" }, more);
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: abort.signal,
    });
    const text = await response.text();
    let parsed = null;
    try {
      parsed = text ? JSON.parse(text) : null;
    } catch (error) {
      // A proxy's error page: its status says all that is needed.
    }
    return {
      status: response.status,
      body: parsed || {},
      retryAfter: Number(response.headers.get("Retry-After")) || 1,
    };
  } catch (error) {
    throw new Away(error.message);
  } finally {
    clearTimeout(timer);
  }
}

// For a page that is being left: the answer does not matter.
export function tell(method, path) {
  try {
    fetch(path, {
      method, headers: { "X-CSRFToken": csrfToken() }, credentials: "same-origin", keepalive: true,
    }).catch(() => {});
  } catch (error) {
    // Too old for keepalive; the server ends the conversation by itself later.
  }
}
