// Finds the lists of a string in the index as sets of places (src/search/grams.rs, lists.rs, shards.rs).

/** The most lists that are remembered. */
const KEPT = 200;

/** @type {Positions} */
const NO_POSITIONS = { ends: new Int32Array(0), whole: new Uint8Array(0), positions: new Int32Array(0) };

/** A list: its places, and the positions of its string there, which are read when a longer string needs them. */
class List {
  /**
   * @param {Places} places
   * @param {number} count
   * @param {Bits} bits where its positions begin
   */
  constructor(places, count, bits) {
    this.places = places;
    this.count = count;
    this.text = bits.text;
    this.at = bits.at();
    this.shift = 0;
    /** @type {Positions} */
    this.read = null;
  }

  /**
   * Where a longer string starts, in the place with this number in the list, that has this one `from` characters on;
   * nothing for a place without positions.
   *
   * @param {number} number
   * @param {number} from
   * @returns {Starts | null}
   */
  starts(number, from) {
    this.read = this.read || readPositions(new Bits(this.text, this.at), this.count);
    const read = this.read;
    let next = number && read.ends[number - 1];
    if (!(next < read.ends[number])) return null;
    const at = [];
    for (; next < read.ends[number]; next += 1) at.push(read.positions[next] + this.shift - from);
    return { whole: read.whole[number] === 1, at };
  }

  /**
   * The same list for a string so many characters further on.
   *
   * @param {number} shift
   */
  shifted(shift) {
    return Object.assign(Object.create(List.prototype), this, { shift });
  }
}

class Lists {
  /**
   * @param {Catalogue} catalogue
   * @param {Words} words
   * @param {(gram: string) => Promise<List>} look
   */
  constructor(catalogue, words, look) {
    this.first = catalogue.first;
    this.documents = catalogue.documents;
    this.words = words;
    this.look = look;
    // Where lists go that nobody asks for, but that stand before others.
    this.aside = this.none();
  }

  none() {
    return new Places(this.first[this.documents]);
  }

  /**
   * What the entry of a beginning of a string says of the string.
   *
   * @param {string} file
   * @param {string} key the beginning
   * @param {string} gram the string
   * @returns {Promise<List> | List}
   */
  read(file, key, gram) {
    const found = this.entry(file, key);
    if (!found || (found.split && key !== gram)) return new List(this.none(), 0, new Bits(''));
    const { bits } = found;
    if (gram.length < LEAF) return this.all(bits, found.split, key, gram);
    return key.length < LEAF ? this.descend(bits, key, gram) : this.list(bits, key.length === LEAF);
  }

  /**
   * Where the entry of a string begins, and whether it was split; nothing if there is none.
   *
   * @param {string} file
   * @param {string} gram
   */
  entry(file, gram) {
    const wanted = gram.split('').map((unit) => this.words.rank(unit));
    const bits = new Bits(file);
    for (let left = bits.golomb(ENTRIES_ORDER); left > 0; left -= 1) {
      const length = bits.golomb(KEY_LENGTH_ORDER) + 1;
      let same = length === wanted.length;
      for (let at = 0; at < length; at += 1) if (bits.golomb(CHARACTER_ORDER) !== wanted[at]) same = false;
      const split = bits.number(1) === 1;
      const bitsOfEntry = bits.golomb(ENTRY_ORDER);
      if (same) return { bits, split };
      bits.seek(bits.at() + bitsOfEntry);
    }
    return null;
  }

  /**
   * The places of a string of one or two characters: no positions, as nothing longer is found by them.
   *
   * @param {Bits} bits
   * @param {boolean} split
   * @param {string} key
   * @param {string} gram
   */
  async all(bits, split, key, gram) {
    const places = this.none();
    /** @type {string[]} */
    const roots = [];
    if (split) this.places(bits, places); else this.walk(bits, key.length, gram.slice(key.length), places, roots);
    (await Promise.all(roots.map(this.look))).forEach((list) => places.or(list.places));
    return new List(places, 0, bits);
  }

  /**
   * The list of a string of three characters in the subtree of its first one or two.
   *
   * @param {Bits} bits
   * @param {string} key
   * @param {string} gram
   */
  descend(bits, key, gram) {
    let depth = key.length;
    for (let left = bits.golomb(SMALL_ORDER) + 1; left > 0; left -= 1) {
      const unit = bits.golomb(CHARACTER_ORDER);
      if (unit === this.words.rank(gram.charAt(depth))) {
        depth += 1;
        if (depth === LEAF) return this.list(bits, true);
        left = bits.golomb(SMALL_ORDER) + 2;
      } else {
        this.skipChild(bits, depth, unit);
      }
    }
    return new List(this.none(), 0, bits);
  }

  /**
   * A list, or one that another string has, so many characters further on.
   *
   * @param {Bits} bits
   * @param {boolean} mayRefer
   */
  async list(bits, mayRefer) {
    if (!mayRefer || !bits.number(1)) {
      const places = this.none();
      return new List(places, this.places(bits, places), bits);
    }
    const { root, shift } = this.reference(bits);
    return (await this.look(root)).shifted(shift);
  }

  /** @param {Bits} bits */
  reference(bits) {
    const shift = bits.golomb(SHIFT_ORDER) + 1;
    let root = '';
    for (let at = 0; at < LEAF; at += 1) root += this.words.unit(bits.golomb(CHARACTER_ORDER));
    return { root, shift };
  }

  /**
   * All lists of a subtree whose strings begin with `rest`: added to a set, or named by others in `roots`.
   *
   * @param {Bits} bits
   * @param {number} depth
   * @param {string} rest
   * @param {Places} places
   * @param {string[]} roots
   */
  walk(bits, depth, rest, places, roots) {
    const key = rest ? this.words.rank(rest.charAt(0)) : -1;
    for (let left = bits.golomb(SMALL_ORDER) + 1; left > 0; left -= 1) {
      const unit = bits.golomb(CHARACTER_ORDER);
      if (key >= 0 && unit !== key) this.skipChild(bits, depth, unit);
      else if (unit === 0) this.places(bits, places);
      else if (depth + 1 < LEAF) this.walk(bits, depth + 1, rest.slice(1), places, roots);
      else if (bits.number(1)) roots.push(this.reference(bits).root);
      else readPositions(bits, this.places(bits, places));
    }
  }

  /**
   * @param {Bits} bits
   * @param {number} depth
   * @param {number} unit
   */
  skipChild(bits, depth, unit) {
    if (unit === 0) {
      this.places(bits, this.aside);
    } else if (depth + 1 < LEAF) {
      for (let left = bits.golomb(SMALL_ORDER) + 1; left > 0; left -= 1) this.skipChild(bits, depth + 1, bits.golomb(CHARACTER_ORDER));
    } else if (bits.number(1)) {
      this.reference(bits);
    } else {
      this.skipList(bits);
    }
  }

  /** @param {Bits} bits */
  skipList(bits) {
    const at = bits.at();
    if (bits.golomb(SMALL_ORDER) === this.documents + 1) {
      const length = bits.golomb(LENGTH_ORDER);
      bits.seek(bits.at() + length);
    } else {
      bits.seek(at);
      readPositions(bits, this.places(bits, this.aside));
    }
  }

  /**
   * Adds a list to a set; says how many places it has.
   *
   * @param {Bits} bits
   * @param {Places} places
   */
  places(bits, places) {
    const { documents, first } = this;
    let left = bits.golomb(SMALL_ORDER) + 1;
    if (left === documents + 2) {
      bits.golomb(LENGTH_ORDER);
      left = bits.golomb(SMALL_ORDER) + 1;
    }
    if (left > documents) return readMarks(bits, places);
    let low = 0;
    while (left * Math.pow(2, low + 1) <= documents) low += 1;
    let size = 0;
    for (let next = 0; left > 0; left -= 1) {
      const at = next + bits.rice(low);
      next = at + 1;
      const count = bits.golomb(SMALL_ORDER) + 1;
      if (count === 1) places.add(first[at] + bits.number(width(first[next] - first[at])));
      else readNumbers(bits, count, first[at], first[next], places);
      size += count;
    }
    return size;
  }
}

/**
 * How many bits hold the number of any of so many places.
 *
 * @param {number} count
 */
function width(count) {
  return count > 1 ? 32 - Math.clz32(count - 1) : 0;
}

/**
 * Numbers of places in a range. The middle one is read first but stands between the others.
 *
 * @param {Bits} bits
 * @param {number} count
 * @param {number} from
 * @param {number} to
 * @param {Places} places
 */
function readNumbers(bits, count, from, to, places) {
  if (to - from === count) {
    for (; from < to; from += 1) places.add(from);
    return;
  }
  const middle = count >> 1;
  const number = from + middle + bits.number(width(to - from - count + 1));
  places.add(number);
  if (middle) readNumbers(bits, middle, from, number, places);
  if (count - middle > 1) readNumbers(bits, count - middle - 1, number + 1, to, places);
}

/**
 * A list that has a bit for each place of the site, behind their number.
 *
 * @param {Bits} bits
 * @param {Places} places
 */
function readMarks(bits, places) {
  const count = bits.golomb(MARKS_ORDER) + 1;
  bits.mark(places.bits);
  return count;
}

/**
 * For each place of a list: nothing, or the positions of the string there, whole or by their remainders.
 *
 * @param {Bits} bits
 * @param {number} count
 * @returns {Positions}
 */
function readPositions(bits, count) {
  let at = bits.skip(count);
  if (at === count) return NO_POSITIONS;
  const read = { ends: new Int32Array(count), whole: new Uint8Array(count), positions: new Int32Array(2 * count) };
  for (let end = 0; at < count; at += 1) {
    bits.number(1);
    let left = bits.golomb(SMALL_ORDER) + 1;
    read.whole[at] = bits.number(1);
    if (end + left > read.positions.length) read.positions = grown(read.positions, end + left);
    for (let next = 0; left > 0; left -= 1, next += 1, end += 1) {
      next = read.whole[at] ? next + bits.golomb(POSITION_ORDER) : bits.number(REMAINDER_BITS);
      read.positions[end] = next;
    }
    read.ends[at] = end;
    for (let without = bits.skip(count - at - 1); without > 0; without -= 1, at += 1) read.ends[at + 1] = end;
  }
  return read;
}

/**
 * @param {Int32Array} numbers
 * @param {number} length
 */
function grown(numbers, length) {
  const larger = new Int32Array(2 * length);
  larger.set(numbers);
  return larger;
}
