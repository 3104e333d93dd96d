// The search engine: reads the index that src/search writes, and answers queries from it. It knows no page; the files of
// the index come from `load`.

/** A string with more parts is looked for by those that lie side by side, */
const LONG = 8;
/** and by the texts themselves when these are in so few places. */
const FEW_PLACES = 12;

class Engine {
  /** @param {Load} load gives a file of the index by its name */
  constructor(load) {
    this.load = load;
    /** @type {Catalogue} */
    this.catalogue = null;
    /** @type {Texts} */
    this.texts = null;
    /** @type {Lists} */
    this.lists = null;
    /** @type {Map<string, Promise<List>>} */
    this.kept = new Map();
    /** @type {{ name: string, places: Places }[]} */
    this.unitLists = null;
    this.look = this.look.bind(this);
  }

  /** Tells which files to ask for, so that these are loaded at the same time as the rest. */
  async open() {
    /** @type {StartFile} */
    const file = await this.load('start');
    if (file.format !== FORMAT) throw new Error('检索程序与检索数据的版本不同');
    // To look for a line takes a browser less time than to take the lists of lines apart.
    return { documents: file.documents, shards: file.shards, splits: `\n${file.splits}\n`, phrases: `\n${file.phrases}\n` };
  }

  /** Reads what every query needs. */
  async start() {
    const [{ documents }, catalogue, list] = await Promise.all([this.open(), this.load('catalogue'), this.load('words')]);
    if (this.lists) return;
    const words = new Words(list);
    this.catalogue = new Catalogue(catalogue, documents);
    this.texts = new Texts(this.load, this.catalogue, words);
    this.lists = new Lists(this.catalogue, words, this.look);
    // Whoever needs the texts learns what went wrong.
    if (this.catalogue.few) this.load('t/all').catch(() => {});
  }

  /**
   * The documents that hold every word of a query.
   *
   * @param {string} query
   */
  async search(query) {
    const words = wordsOf(query);
    const [sets] = await Promise.all([Promise.all(words.map((word) => this.placesOf(word))), this.start()]);
    return collect(this.catalogue, words, words.length ? sets : [this.none()]);
  }

  /**
   * The places that hold a string.
   *
   * @param {string} text
   */
  async placesOf(text) {
    const look = (/** @type {Part[]} */ chain) => Promise.all(chain.map((part) => this.look(part.list)));
    const { phrases } = await this.open();
    const chain = parts(text, phrases);
    if (chain.length > LONG) {
      // A long string, a title say, is in few places; parts that lie side by side mostly tell already in which.
      const places = intersect(await look(apart(chain)));
      if (places.count(0, places.all) <= FEW_PLACES) return this.confirm(text, places);
    }
    return join(await look(chain), chain);
  }

  /**
   * What the index has of a string: a list with positions for three characters or more, places alone for fewer.
   *
   * @param {string} gram
   * @returns {Promise<List>}
   */
  look(gram) {
    const known = this.kept.get(gram);
    if (known) return known;
    const found = this.find(gram);
    if (this.kept.size > KEPT) this.kept.clear();
    this.kept.set(gram, found);
    found.catch(() => this.kept.delete(gram));
    return found;
  }

  /** @param {string} gram */
  async find(gram) {
    const { splits, shards } = await this.open();
    // The string whose entry answers for this one: as long as its subtree was split, a longer one; a phrase has its own.
    let length = gram.length > LEAF ? gram.length : 1;
    while (length < gram.length && splits.includes(`\n${gram.slice(0, length)}\n`)) length += 1;
    const key = gram.slice(0, length);
    const [file] = await Promise.all([this.load(`g/${(hash(key) % shards).toString(16)}`), this.start()]);
    return this.lists.read(file, key, gram);
  }

  /**
   * Of a few places those whose texts have a string in one of their lines.
   *
   * @param {string} text
   * @param {Places} places
   */
  async confirm(text, places) {
    await Promise.all(places.list(0, places.all).map(async (place) => {
      const known = await this.place(this.catalogue.documentOf(place), place);
      if (!known.text.split('\n').some((line) => fold(line).text.includes(text))) places.remove(place);
    }));
    return places;
  }

  /**
   * Where a query leads, if it names one document, or a place in one.
   *
   * @param {string} query
   * @param {Answer} answer what it finds
   * @returns {Promise<Jump | null>}
   */
  async citation(query, answer) {
    const leadsTo = cited(query);
    if (!leadsTo) {
      const [first, second] = answer.documents;
      // Two documents of one title are both only found.
      const exact = first >= 0 && answer.ranks[first] === EXACT && answer.ranks[second] !== EXACT;
      return exact ? { document: first, anchor: 'main', label: '' } : null;
    }
    const found = await this.search(leadsTo.document);
    const [document] = found.documents;
    if (!(found.ranks[document] <= TITLE)) return null;
    const { anchor, label } = leadsTo;
    return (await this.anchored(document, anchor)) && { document, anchor, label };
  }

  /** Units and the places of the tasks that name them. */
  async units() {
    const [file] = await Promise.all([this.load('units'), this.start()]);
    this.unitLists = this.unitLists || file.names.map((/** @type {string} */ name, /** @type {number} */ at) => {
      const places = this.none();
      this.lists.places(new Bits(file.lists[at]), places);
      return { name, places };
    });
    return this.unitLists;
  }

  /**
   * The document numbers: of each series its folded prefix, its year, and in turns a number and its document.
   *
   * @returns {Promise<[string, number, number[]][]>}
   */
  numbers() {
    return this.load('numbers');
  }

  /** No place. */
  none() {
    return new Places(this.catalogue.all);
  }

  /**
   * What is known of a place: id, title and facts of its document, its anchor, headings and text.
   *
   * @param {number} document
   * @param {number} place
   */
  place(document, place) {
    return this.texts.place(document, place);
  }

  /**
   * The first place of a document with this anchor, or nothing.
   *
   * @param {number} document
   * @param {string} anchor
   */
  anchored(document, anchor) {
    return this.texts.anchored(document, anchor);
  }
}

/**
 * The hash by which the file is found in which an entry lies.
 *
 * @param {string} gram
 */
function hash(gram) {
  let value = HASH_START;
  for (let at = 0; at < gram.length; at += 1) value = Math.imul(value ^ gram.charCodeAt(at), HASH_FACTOR) >>> 0;
  return value;
}

Object.assign(gongbao, { Engine, fold, find, wordsOf });
