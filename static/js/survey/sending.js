// Talks to the server: no cookie, no referrer, and never gives up by itself.

const PAUSES = [5, 10, 20, 40, 60]; // seconds between tries; then every minute
const LONGEST = 30_000; // milliseconds after which a try counts as unanswered

/** The server said no: `word` is its reason. */
export class Refused extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

/** Whoever waited does not want to wait any longer. */
export class GaveUp extends Error {}

/** Post until the server answers. `waits` is told the seconds to the next try, how to cut them
 *  short and how to give up. Sent twice, it does the same as sent once. */
export async function post(address, said, waits) {
  let stopped = false;
  for (let turn = 0; ; turn += 1) {
    const answer = await once(address, said);
    if (answer) return answer;
    if (stopped) throw new GaveUp();
    const seconds = PAUSES[Math.min(turn, PAUSES.length - 1)];
    await pause(seconds, (left, tryNow) => waits(left, tryNow, stopping(tryNow)));
    if (stopped) throw new GaveUp();
  }
  function stopping(tryNow) {
    return () => {
      stopped = true;
      tryNow();
    };
  }
}

/** The answer, or null when nobody answered or the server is in trouble. */
async function once(address, said) {
  const response = await fetched(address, said).catch(() => null);
  if (!response || response.status >= 500) return null;
  const answer = await response.json().catch(() => null);
  if (answer?.refused) throw new Refused(answer.refused);
  return response.ok ? answer : null; // what is not ours, such as a sign-in page of the wifi, is no answer
}

async function fetched(address, said) {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), LONGEST);
  const options = {
    method: "POST",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
    signal: given.signal,
  };
  return fetch(address, options).finally(() => clearTimeout(timer));
}

function pause(seconds, waits) {
  return new Promise((goOn) => {
    let left = seconds;
    const timer = setInterval(tick, 1000);
    const done = () => {
      clearInterval(timer);
      removeEventListener("online", done);
      goOn();
    };
    function tick() {
      left -= 1;
      if (left <= 0) done();
      else waits(left, done);
    }
    addEventListener("online", done);
    waits(left, done);
  });
}
