// Bits out of a string, of which each unit holds `UNIT_BITS` (src/search/bits.rs), and the numbers of varying length in
// them. `buffer` has the `left` bits that were taken from the string and not yet read, never more than twice as many
// less one.

class Bits {
  /**
   * @param {string} text
   * @param {number} [at] the bit to begin at
   */
  constructor(text, at) {
    this.text = text;
    this.unit = 0;
    this.buffer = 0;
    this.left = 0;
    if (at) this.seek(at);
  }

  /** @param {number} at */
  seek(at) {
    this.unit = Math.floor(at / UNIT_BITS);
    this.buffer = 0;
    this.left = 0;
    this.number(at % UNIT_BITS);
  }

  at() {
    return this.unit * UNIT_BITS - this.left;
  }

  more() {
    if (this.unit >= this.text.length) throw new Error('检索数据不完整');
    this.buffer = (this.buffer << UNIT_BITS) | (this.text.charCodeAt(this.unit) - FIRST_UNIT);
    this.unit += 1;
    this.left += UNIT_BITS;
  }

  /**
   * A number of so many bits.
   *
   * @param {number} count
   * @returns {number}
   */
  number(count) {
    if (count > UNIT_BITS) return this.number(count - UNIT_BITS) * (1 << UNIT_BITS) + this.number(UNIT_BITS);
    if (this.left < count) this.more();
    this.left -= count;
    const value = this.buffer >>> this.left;
    this.buffer &= (1 << this.left) - 1;
    return value;
  }

  /**
   * Adds bits to words of 32, which are all that a long list is made of.
   *
   * @param {Int32Array} words
   */
  mark(words) {
    let { unit, buffer, left } = this;
    for (let at = 0; at < words.length; at += 1) {
      let word = 0;
      let missing = 32;
      while (missing > left) {
        missing -= left;
        word |= buffer << missing;
        buffer = this.text.charCodeAt(unit) - FIRST_UNIT;
        left = UNIT_BITS;
        unit += 1;
      }
      left -= missing;
      words[at] |= word | buffer >>> left;
      buffer &= (1 << left) - 1;
    }
    this.unit = unit;
    this.buffer = buffer;
    this.left = left;
  }

  /** How many zeros come before the next one, which is read too. */
  zeros() {
    let count = 0;
    while (this.buffer === 0) {
      count += this.left;
      this.left = 0;
      this.more();
    }
    const zeros = Math.clz32(this.buffer) - 32 + this.left;
    this.left -= zeros + 1;
    this.buffer &= (1 << this.left) - 1;
    return count + zeros;
  }

  /**
   * Skips zeros, not more than `most`; says how many there were.
   *
   * @param {number} most
   */
  skip(most) {
    let count = 0;
    while (count < most) {
      if (!this.left) this.more();
      const zeros = Math.min(Math.clz32(this.buffer) - 32 + this.left, most - count);
      count += zeros;
      this.left -= zeros;
      if (this.left) break;
    }
    return count;
  }

  /**
   * A number in the exponential Golomb code.
   *
   * @param {number} order
   */
  golomb(order) {
    const length = order + this.zeros();
    return Math.pow(2, length) + this.number(length) - (1 << order);
  }

  /**
   * A number in the Rice code.
   *
   * @param {number} low
   */
  rice(low) {
    return this.zeros() * (1 << low) + this.number(low);
  }
}
