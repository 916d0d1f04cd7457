// Says where an answer is the one the employer's list gave, and only as long as it is.

import { chosen } from "./answers.js";
import { kept, wave } from "./page.js";

/** Show beside each question, and in the check, whether its answer was filled in. */
export function markFilled() {
  for (const note of document.querySelectorAll("[data-filled]")) {
    const place = Number(note.dataset.filled);
    const given = kept.state.about?.[wave.questions[place].prefill];
    note.hidden = given == null || chosen(place) !== given;
  }
}
