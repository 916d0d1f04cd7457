// What this device remembers of a survey: the ballot paper and the answers so far. Nowhere else.
// On a shared device it is kept in memory only, and is gone with the page.

import { hex, sha256, utf8 } from "./bytes.js";

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
    const token = given || (read(() => sessionStorage, this.root) ?? "");
    this.name = token ? `${this.root}:${await short(token)}` : (read(lasting, this.root) ?? "");
    this.state = { ...FIELDS, ...(this.name ? read(lasting, this.name) : null) };
    if (!token || this.state.signed) return;
    this.state.token = token;
    if (!this.shared) write(() => sessionStorage, this.root, token); // for a reload of this page
  }

  /** A ballot paper that came from another device. */
  async moveIn(state) {
    await this.takeUp(state.signed.message);
    this.set({ ...FIELDS, ...state });
  }

  set(changes) {
    Object.assign(this.state, changes);
    if (this.shared || !this.name) return;
    write(lasting, this.name, this.state);
    if (!this.state.signed) return;
    write(lasting, this.root, this.name);
    remove(() => sessionStorage, this.root);
  }

  /** From here on only the page knows what is said, and what the device kept of it is erased. */
  keepNothing() {
    this.shared = true;
    remove(lasting, this.name);
    this.letGo();
  }

  /** Nothing of this person is left, neither on the device nor in the page. */
  forget() {
    remove(lasting, this.name);
    this.startAnew();
  }

  /** Somebody else: what was kept stays for whoever holds its code, and the page knows none of it. */
  startAnew() {
    this.letGo();
    this.name = "";
    this.state = { ...FIELDS };
  }

  letGo() {
    if (read(lasting, this.root) === this.name) remove(lasting, this.root);
    remove(() => sessionStorage, this.root);
  }
}

async function short(token) {
  return hex((await sha256(utf8(token))).slice(0, 8));
}

// A browser may refuse to keep anything: then the page works, and remembers nothing.
const lasting = () => localStorage;

function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const read = (where, name) => attempt(() => JSON.parse(where().getItem(name)));
const write = (where, name, value) => attempt(() => where().setItem(name, JSON.stringify(value)));
const remove = (where, name) => attempt(() => where().removeItem(name));
