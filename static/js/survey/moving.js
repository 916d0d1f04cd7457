// A ballot paper and the answers so far, carried to another device in the part of an address that
// no server sees.

const encode = (text) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const decode = (text) =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)),
  );

export function linkTo({ signed, answers, number }) {
  const carried = encode(JSON.stringify({ signed, answers, number }));
  return `${location.origin}${location.pathname}#m=${carried}`;
}

/** What the address's fragment brings: a code, a ballot paper, or that others use this device, too.
 *  It is erased from the address at once. */
export function takeFragment() {
  const said = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, "", location.pathname);
  return { token: said.get("t") ?? "", moved: unpacked(said.get("m")), shared: said.has("shared") };
}

function unpacked(carried) {
  if (!carried) return null;
  try {
    const state = JSON.parse(decode(carried));
    return state?.signed?.signature && state.signed.message ? readable(state) : null;
  } catch {
    return null;
  }
}

/** Only what such a link holds: nothing else of it is taken up. */
const readable = ({ signed, answers, number }) => ({
  signed,
  answers: Array.isArray(answers) ? answers : null,
  number: String(number ?? ""),
});
