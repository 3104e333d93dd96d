// The texts of places (src/search/excerpts.rs), each file of them loaded when one of its places is asked for.

class Texts {
  /**
   * @param {Load} load
   * @param {Catalogue} catalogue
   * @param {Words} words
   */
  constructor(load, catalogue, words) {
    this.load = load;
    this.catalogue = catalogue;
    this.words = words;
    /** @type {Map<string, Promise<Portion>>} */
    this.portions = new Map();
  }

  /**
   * A file of places of a document.
   *
   * @param {number} document
   * @param {number} number
   */
  portion(document, number) {
    const id = this.catalogue.id(document);
    const name = `${id}-${number}`;
    if (!this.portions.has(name)) {
      const loading = this.loadPortion(id, name);
      this.portions.set(name, loading);
      // What could not be read is asked for again when it is needed again.
      loading.catch(() => this.portions.delete(name));
    }
    return this.portions.get(name);
  }

  /**
   * @param {string} id
   * @param {string} name
   * @returns {Promise<Portion>}
   */
  async loadPortion(id, name) {
    const file = this.catalogue.few ? (await this.load('t/all'))[name] : await this.load(`t/${name}`);
    return { id, file, places: [] };
  }

  /**
   * @param {Portion} portion
   * @param {number} at
   */
  read(portion, at) {
    if (!portion.places[at]) {
      const { id, file } = portion;
      const bits = new Bits(file.places[at]);
      const path = this.words.text(new Bits(file.paths[bits.golomb(PATH_ORDER)]));
      portion.places[at] = {
        id, title: file.title, facts: file.facts, path: path ? path.split('\n') : [],
        anchor: this.words.text(bits), text: this.words.text(bits),
      };
    }
    return portion.places[at];
  }

  /**
   * What is known of a place.
   *
   * @param {number} document
   * @param {number} place
   */
  async place(document, place) {
    const within = place - this.catalogue.first[document];
    return this.read(await this.portion(document, Math.floor(within / PORTION)), within % PORTION);
  }

  /**
   * The first place of a document with this anchor, or nothing.
   *
   * @param {number} document
   * @param {string} anchor
   */
  async anchored(document, anchor) {
    for (let number = 0; number * PORTION < this.catalogue.places[document]; number += 1) {
      const portion = await this.portion(document, number);
      for (let at = 0; at < portion.file.places.length; at += 1) {
        const place = this.read(portion, at);
        if (place.anchor === anchor) return place;
      }
    }
    return null;
  }
}
