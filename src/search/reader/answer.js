// What a query finds: the documents that have all of its words, the best first.

/** Ranks: what a query names exactly comes before what has it in its title, a heading, a task, the text. */
const EXACT = 0;
const TITLE = 1;
const HEADING = 2;
const TASK = 3;
const TEXT = 4;

/** Whoever types so many characters of a task means the task. */
const SENTENCE = 12;

class Answer {
  /**
   * @param {Catalogue} catalogue
   * @param {string[]} words the words of the query, folded
   * @param {Int32Array} documents those that have all of them, by their numbers
   * @param {Places} places those that have one of the words, in these documents and elsewhere
   * @param {Uint8Array} ranks of each document its rank
   * @param {Uint32Array} counts of each document how many of the places it has
   */
  constructor(catalogue, words, documents, places, ranks, counts) {
    this.catalogue = catalogue;
    this.words = words;
    this.documents = documents;
    this.places = places;
    this.ranks = ranks;
    this.counts = counts;
  }

  /**
   * The places in a document, the best first.
   *
   * @param {number} document
   */
  hits(document) {
    const { first } = this.catalogue;
    return this.places.list(first[document], first[document + 1]);
  }

  /**
   * The same with these documents only.
   *
   * @param {Int32Array} documents
   */
  of(documents) {
    return new Answer(this.catalogue, this.words, documents, this.places, this.ranks, this.counts);
  }

  /**
   * The same with the places in a set only, and the documents that have any.
   *
   * @param {Places} wanted
   */
  within(wanted) {
    const places = this.places.copy().and(wanted);
    const { counts } = places.tally(this.catalogue.first);
    const documents = this.documents.filter((document) => counts[document] > 0);
    return new Answer(this.catalogue, this.words, documents, places, this.ranks, counts);
  }
}

/**
 * How well a document answers a word of so many characters, if this is the first place of it that has the word, counted
 * from 1. Places are ordered by rank.
 *
 * @param {Catalogue} catalogue
 * @param {number} length
 * @param {number} document
 * @param {number} head
 */
function rankOf(catalogue, length, document, head) {
  if (head === 1) return length === catalogue.title[document] || length === catalogue.number[document] ? EXACT : TITLE;
  const headings = catalogue.headings[document] + 1;
  if (head <= headings) return HEADING;
  return length >= SENTENCE && head <= headings + catalogue.tasks[document] ? TASK : TEXT;
}

/**
 * The documents that have all words, by the worst of their ranks and the newest first.
 *
 * @param {Catalogue} catalogue
 * @param {string[]} words
 * @param {Places[]} sets the places of each word
 */
function collect(catalogue, words, sets) {
  const tallies = sets.map((set) => set.tally(catalogue.first));
  let [places] = sets;
  let [{ counts }] = tallies;
  if (sets.length > 1) {
    places = sets.reduce((all, set) => all.or(set), new Places(catalogue.all));
    ({ counts } = places.tally(catalogue.first));
  }
  const ranks = new Uint8Array(catalogue.documents);
  /** @type {number[][]} */
  const byRank = [[], [], [], [], []];
  for (let document = catalogue.documents - 1; document >= 0; document -= 1) {
    let rank = EXACT;
    for (let at = 0; at < tallies.length && rank >= 0; at += 1) {
      const head = tallies[at].heads[document];
      rank = head ? Math.max(rank, rankOf(catalogue, words[at].length, document, head)) : -1;
    }
    if (rank < 0) continue;
    ranks[document] = rank;
    byRank[rank].push(document);
  }
  return new Answer(catalogue, words, Int32Array.from([].concat(...byRank)), places, ranks, counts);
}
