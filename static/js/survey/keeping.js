// What this device remembers of a survey: the ballot paper and the answers so far. Nowhere else.
// On a shared device it is kept in memory only, and is gone with the page.

const FIELDS = { paper: null, signed: null, about: null, answers: null, number: "", token: "" };

export class Keeping {
  constructor(label) {
    this.root = `mobility:${label}`;
    this.shared = false;
    this.name = "";
    this.state = { ...FIELDS };
  }

  /** Take up what was kept for this code; without a code, what was kept last on this device. */
  async takeUp(given) {
    const token = given || (sessionStorage.getItem(this.root) ?? "");
    this.name = token ? `${this.root}:${await short(token)}` : (read(this.root) ?? "");
    this.state = { ...FIELDS, ...(this.name ? read(this.name) : null) };
    if (!token || this.state.signed) return;
    this.state.token = token;
    if (!this.shared) sessionStorage.setItem(this.root, token); // for a reload of this page only
  }

  /** A ballot paper that came from another device. */
  async moveIn(state) {
    await this.takeUp(state.signed.message);
    this.state = { ...FIELDS, ...state };
    this.keep();
  }

  set(changes) {
    Object.assign(this.state, changes);
    this.keep();
  }

  keep() {
    if (this.shared || !this.name) return;
    if (this.state.signed) sessionStorage.removeItem(this.root);
    write(this.name, this.state);
    write(this.root, this.name);
  }

  /** From here on nothing is kept, and what was kept is gone. */
  forget() {
    for (const name of [this.name, this.root]) localStorage.removeItem(name);
    sessionStorage.removeItem(this.root);
  }
}

async function short(token) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16)).join("");
}

// A browser may refuse to keep anything: then the page works, and remembers nothing.
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* kept in memory only */
  }
}
