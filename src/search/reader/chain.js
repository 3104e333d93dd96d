// Finds a string by its parts, which have lists, and joins these: a place has the string where the parts that it has stand
// behind each other.

/**
 * The parts of a string, each sharing two characters with the next: phrases, else three characters.
 *
 * @param {string} text
 * @param {string} phrases
 * @returns {Part[]}
 */
function parts(text, phrases) {
  if (text.length <= LEAF) return [{ from: 0, to: text.length, list: text }];
  const out = [];
  for (let from = 0, to = 0; to < text.length; from = to - (LEAF - 1)) {
    const part = phraseAt(text, from, phrases);
    to = from + part.length;
    out.push({ from, to, list: part.list });
  }
  return out;
}

/**
 * The longest phrase that stands there, whole or its beginning. Each of `phrases` has a line; before it stands from how
 * many characters on a beginning has the same list, in one digit.
 *
 * @param {string} text
 * @param {number} from
 * @param {string} phrases
 */
function phraseAt(text, from, phrases) {
  let best = { length: Math.min(LEAF, text.length - from), list: text.slice(from, from + LEAF) };
  const key = text.slice(from, from + LEAF + 1);
  if (key.length <= LEAF) return best;
  for (let at = phrases.indexOf(key); at >= 0; at = phrases.indexOf(key, at + 1)) {
    if (phrases.charAt(at - 2) !== '\n') continue;
    const phrase = phrases.slice(at, phrases.indexOf('\n', at));
    let length = LEAF + 1;
    while (length < phrase.length && phrase.charAt(length) === text.charAt(from + length)) length += 1;
    if (length >= parseInt(phrases.charAt(at - 1), RADIX) && length > best.length) best = { length, list: phrase };
  }
  return best;
}

/**
 * Of the parts of a string those that lie side by side.
 *
 * @param {Part[]} chain
 */
function apart(chain) {
  let end = 0;
  return chain.filter((part) => {
    if (part.from < end) return false;
    end = part.to;
    return true;
  });
}

/**
 * The places that all lists have.
 *
 * @param {List[]} found
 */
function intersect(found) {
  return found.slice(1).reduce((places, list) => places.and(list.places), found[0].places.copy());
}

/**
 * The same, but only those where the parts of a chain belong together.
 *
 * @param {List[]} found
 * @param {Part[]} chain
 */
function join(found, chain) {
  if (found.length < 2) return found[0].places;
  const places = intersect(found);
  const numbers = new Int32Array(found.length);
  for (let from = 0, place = places.next(0, places.all); place >= 0; place = places.next(place + 1, places.all)) {
    for (let at = 0; at < found.length; at += 1) numbers[at] += found[at].places.count(from, place);
    if (!together(chain, found, numbers)) places.remove(place);
    from = place;
  }
  return places;
}

/**
 * Do the parts of a string belong together at the place that has these numbers in their lists? Where the characters that
 * two parts share stand only once, they do; where they stand twice, both lists have positions, and these must agree.
 *
 * @param {Part[]} chain
 * @param {List[]} found
 * @param {Int32Array} numbers
 */
function together(chain, found, numbers) {
  /** @type {Starts | null} */
  let before = null;
  for (let at = 1; at < found.length; at += 1) {
    const own = found[at].starts(numbers[at], chain[at].from);
    const other = own && (before || found[at - 1].starts(numbers[at - 1], chain[at - 1].from));
    if (other && !agree(own, other)) return false;
    before = other && own;
  }
  return true;
}

/**
 * Keeps the starts that the part before has too. Remainders are only stored where they tell all of them apart.
 *
 * @param {Starts} own
 * @param {Starts} before
 */
function agree(own, before) {
  const mask = own.whole && before.whole ? -1 : (1 << REMAINDER_BITS) - 1;
  let count = 0;
  for (let at = 0; at < own.at.length; at += 1) {
    let other = 0;
    while (other < before.at.length && ((own.at[at] - before.at[other]) & mask) !== 0) other += 1;
    if (other === before.at.length) continue;
    own.at[count] = own.at[at];
    count += 1;
  }
  own.at.length = count;
  return count > 0;
}
