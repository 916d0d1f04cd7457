// Bytes, hexadecimal digits and big numbers, one into the other.

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const unhex = (digits) =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const random = (size) => crypto.getRandomValues(new Uint8Array(size));

export const utf8 = (text) => new TextEncoder().encode(text);

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

/** A number from its bytes, most significant first: OS2IP of RFC 8017, section 4.2. */
export const toNumber = (bytes) => BigInt(`0x${hex(bytes) || "0"}`);

/** A number as so many bytes: I2OSP of RFC 8017, section 4.1. */
export const toBytes = (number, size) => unhex(number.toString(16).padStart(2 * size, "0"));

/** SHA-256 (FIPS 180-4), as bytes. */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** What people compare by eye: upper-case digits in groups of four, 4F2A 91C7 0BD3 E618. */
export const inGroups = (bytes) => hex(bytes).toUpperCase().match(/..../g).join(" ");
