// Sets of places: a bit for each place of the site, the first one the highest of 32, so that sets are joined 32 places at
// a time. Places are numbered through the site; a range of them is that of a document, or all.

/**
 * How many of 32 bits are set: the sums of pairs of bits, of fours, of bytes.
 *
 * @param {number} word
 */
function ones(word) {
  word -= word >>> 1 & 0x55555555;
  word = (word & 0x33333333) + (word >>> 2 & 0x33333333);
  return Math.imul(word + (word >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Of a word, the one at `at`, only the places from `from` on and below `to`.
 *
 * @param {number} word
 * @param {number} at
 * @param {number} from
 * @param {number} to
 */
function between(word, at, from, to) {
  if (at << 5 < from) word &= -1 >>> from;
  if (to - (at << 5) < 32) word &= ~(-1 >>> to);
  return word;
}

class Places {
  /**
   * An empty set for places below `all`.
   *
   * @param {number} all
   */
  constructor(all) {
    this.all = all;
    this.bits = new Int32Array((all + 31) >> 5);
  }

  /** @param {number} place */
  add(place) {
    this.bits[place >> 5] |= 0x80000000 >>> place;
  }

  /** @param {number} place */
  remove(place) {
    this.bits[place >> 5] &= ~(0x80000000 >>> place);
  }

  /** @param {number} place */
  has(place) {
    return (this.bits[place >> 5] & 0x80000000 >>> place) !== 0;
  }

  copy() {
    const copy = new Places(this.all);
    copy.bits.set(this.bits);
    return copy;
  }

  /** @param {Places} other */
  or(other) {
    for (let at = 0; at < this.bits.length; at += 1) this.bits[at] |= other.bits[at];
    return this;
  }

  /** @param {Places} other */
  and(other) {
    for (let at = 0; at < this.bits.length; at += 1) this.bits[at] &= other.bits[at];
    return this;
  }

  /**
   * The first place from `from` on and below `to`, or -1.
   *
   * @param {number} from
   * @param {number} to
   */
  next(from, to) {
    if (from >= to) return -1;
    let at = from >> 5;
    let word = this.bits[at] & -1 >>> from;
    while (word === 0) {
      at += 1;
      if (at << 5 >= to) return -1;
      word = this.bits[at];
    }
    const place = (at << 5) + Math.clz32(word);
    return place < to ? place : -1;
  }

  /**
   * How many places there are from `from` on and below `to`.
   *
   * @param {number} from
   * @param {number} to
   */
  count(from, to) {
    let count = 0;
    for (let at = from >> 5; at << 5 < to; at += 1) {
      if (this.bits[at] !== 0) count += ones(between(this.bits[at], at, from, to));
    }
    return count;
  }

  /**
   * Of ranges of places, each from one of `first` on and below the next: for each how many there are in `counts`, and in
   * `heads` which is the first, counted from 1 within the range; 0 for none.
   *
   * @param {Uint32Array} first
   */
  tally(first) {
    const ranges = first.length - 1;
    const heads = new Uint32Array(ranges);
    const counts = new Uint32Array(ranges);
    for (let range = 0; range < ranges; range += 1) {
      const from = first[range];
      const to = first[range + 1];
      for (let at = from >> 5; at << 5 < to; at += 1) {
        const word = between(this.bits[at], at, from, to);
        if (word === 0) continue;
        if (heads[range] === 0) heads[range] = (at << 5) + Math.clz32(word) - from + 1;
        counts[range] += ones(word);
      }
    }
    return { heads, counts };
  }

  /**
   * These places in ascending order.
   *
   * @param {number} from
   * @param {number} to
   */
  list(from, to) {
    const list = [];
    for (let place = this.next(from, to); place >= 0; place = this.next(place + 1, to)) list.push(place);
    return list;
  }
}
