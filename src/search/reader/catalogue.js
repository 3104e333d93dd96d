// What is known of every document without its text (src/search/facets.rs). Documents and places are numbered through the
// site, oldest first.

class Catalogue {
  /**
   * @param {CatalogueFile} file
   * @param {number} documents how many there are
   */
  constructor(file, documents) {
    const read = (/** @type {string} */ text) => column(text, documents);
    this.documents = documents;
    this.ids = file.ids;
    this.names = file.names;
    this.places = read(file.places);
    this.headings = read(file.headings);
    this.tasks = read(file.tasks);
    this.title = read(file.title);
    this.number = read(file.number);
    this.facets = file.facets.map(({ name, title, values, column }) => ({ name, title, values, numbers: read(column) }));
    // The first place of each document; at the end, how many places there are.
    this.first = new Uint32Array(documents + 1);
    for (let at = 0; at < documents; at += 1) this.first[at + 1] = this.first[at] + this.places[at];
    this.all = this.first[documents];
    // The texts of a small site lie in one file.
    this.few = this.places.reduce((sum, count) => sum + Math.ceil(count / PORTION), 0) <= FEW;
  }

  /**
   * The id of a document: each is told by what it shares with the one before.
   *
   * @param {number} document
   */
  id(document) {
    const ids = this.ids[Math.floor(document / IDS)].split(' ');
    let id = '';
    for (let at = 0; at <= document % IDS; at += 1) id = id.slice(0, parseInt(ids[at].charAt(0), RADIX)) + ids[at].slice(1);
    return id;
  }

  /**
   * The document of a place.
   *
   * @param {number} place
   */
  documentOf(place) {
    let from = 0;
    for (let to = this.documents; from + 1 < to;) {
      const middle = (from + to) >> 1;
      if (this.first[middle] <= place) from = middle; else to = middle;
    }
    return from;
  }
}

/**
 * The numbers of a column, which has one unit for each document, or two, or none when all are 0.
 *
 * @param {string} text
 * @param {number} count
 */
function column(text, count) {
  const numbers = new Uint32Array(count);
  const wide = text.length > count;
  for (let at = 0; at < count && text; at += 1) {
    numbers[at] = wide
      ? (text.charCodeAt(2 * at) - FIRST_UNIT) * (1 << UNIT_BITS) + text.charCodeAt(2 * at + 1) - FIRST_UNIT
      : text.charCodeAt(at) - FIRST_UNIT;
  }
  return numbers;
}
