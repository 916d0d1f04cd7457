// Makes the guardian's key pair in this browser. The private half leaves it as a file and in no other way:
// only once it was offered for storing can the public half be sent.
import { hex } from "./bytes.js";
import { digestOf } from "./fingerprint.js";

const box = document.querySelector("#make-key");
const form = document.querySelector("#send-key");
const publicField = form?.querySelector("textarea");

const makeButton = box?.querySelector("[data-make]");
const quieten = (button) => button.classList.add("btn-2"); // the next step is the one that calls
const inLines = (text) => text.match(/.{1,64}/g).join("\n");

// RFC 7468: the text form of a private key.
const asPem = (bytes) => {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return `-----BEGIN PRIVATE KEY-----\n${inLines(base64)}\n-----END PRIVATE KEY-----\n`;
};

const makeKeys = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const [secret, open] = await Promise.all([
    crypto.subtle.exportKey("pkcs8", pair.privateKey),
    crypto.subtle.exportKey("raw", pair.publicKey),
  ]);
  return { pem: asPem(secret), open: new Uint8Array(open) };
};

const offer = async ({ pem, open }) => {
  const link = box.querySelector("[data-private]");
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([pem], { type: "application/x-pem-file" }));
  link.download = box.dataset.file;
  box.querySelector("[data-fingerprint]").textContent = await digestOf(open);
  const made = box.querySelector("[data-made]");
  made.hidden = false;
  form.hidden = true;
  form.querySelector("[type=checkbox]").checked = false; // it was said of the key before
  makeButton.textContent = makeButton.dataset.another;
  quieten(makeButton);
  link.classList.remove("btn-2");
  link.onclick = () => {
    publicField.value = hex(open);
    form.hidden = false;
    quieten(link);
  };
  made.querySelector("h2").focus();
};

const fail = () => { box.querySelector("[data-trouble]").hidden = false; };

if (box && form) {
  const wasRefused = Boolean(publicField.value);
  document.querySelector("#without-script").hidden = true;
  box.hidden = false;
  form.hidden = !wasRefused;
  if (wasRefused) quieten(makeButton);
  publicField.readOnly = true;
  if (!globalThis.crypto?.subtle) fail();
  else makeButton.addEventListener("click", () => makeKeys().then(offer).catch(fail));
}
