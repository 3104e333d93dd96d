// The fixed list of characters and phrases by which keys and texts are told (src/search/words.rs).

class Words {
  /** @param {string} list the characters behind the end of a line, then a phrase a line */
  constructor(list) {
    const end = list.indexOf('\n');
    this.characters = `\n${list.slice(0, end)}`;
    this.list = list.slice(end + 1);
    /** @type {string[]} Taken apart when a text is read. */
    this.phrases = null;
    // Of each UTF-16 unit its place among the characters, from 1.
    this.ranks = new Uint16Array(65536);
    for (let at = 0; at < this.characters.length; at += 1) this.ranks[this.characters.charCodeAt(at)] = at + 1;
  }

  /**
   * The number of a character.
   *
   * @param {string} unit
   */
  rank(unit) {
    const code = unit.charCodeAt(0);
    return this.ranks[code] ? this.ranks[code] - 1 : this.characters.length + code;
  }

  /**
   * The character with a number.
   *
   * @param {number} rank
   */
  unit(rank) {
    const count = this.characters.length;
    return rank < count ? this.characters.charAt(rank) : String.fromCharCode(rank - count);
  }

  /**
   * The next text.
   *
   * @param {Bits} bits
   */
  text(bits) {
    this.phrases = this.phrases || this.list.split('\n');
    let out = '';
    for (let left = bits.golomb(PARTS_ORDER); left > 0; left -= 1) {
      out += bits.number(1) ? this.phrases[bits.golomb(PHRASE_ORDER)] : this.unit(bits.golomb(CHARACTER_ORDER));
    }
    return out;
  }
}
