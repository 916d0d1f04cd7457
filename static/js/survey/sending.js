// Talks to the server: no cookie, no referrer, and never gives up by itself.

const PAUSES = [5, 10, 20, 40, 60]; // seconds between tries; then every minute

/** The server said no: `word` is its reason. */
export class Refused extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

/** Post until the server answers. `waits` is told the seconds to the next try, and can cut them short. */
export async function post(address, said, waits) {
  for (let turn = 0; ; turn += 1) {
    const answer = await once(address, said);
    if (answer) return answer;
    await pause(PAUSES[Math.min(turn, PAUSES.length - 1)], waits);
  }
}

/** The answer, or null when nobody answered or the server is in trouble. */
async function once(address, said) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
    });
  } catch {
    return null;
  }
  if (response.status >= 500) return null;
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new Refused(answer?.refused ?? "malformed");
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
