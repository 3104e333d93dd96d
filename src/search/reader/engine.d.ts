// Types for tsc: the numbers that the program writes before the engine (src/search/format.rs), the files of the index, and
// what the engine and the theme hand to each other in the page's one global object, `gongbao`.

declare const FORMAT: number;
declare const UNIT_BITS: number;
declare const FIRST_UNIT: number;
declare const SMALL_ORDER: number;
declare const CHARACTER_ORDER: number;
declare const PHRASE_ORDER: number;
declare const PARTS_ORDER: number;
declare const PATH_ORDER: number;
declare const MARKS_ORDER: number;
declare const LENGTH_ORDER: number;
declare const POSITION_ORDER: number;
declare const REMAINDER_BITS: number;
declare const SHIFT_ORDER: number;
declare const ENTRIES_ORDER: number;
declare const KEY_LENGTH_ORDER: number;
declare const ENTRY_ORDER: number;
declare const HASH_START: number;
declare const HASH_FACTOR: number;
declare const LEAF: number;
declare const IDS: number;
declare const RADIX: number;
declare const PORTION: number;
declare const FEW: number;

declare const gongbao: Gongbao;

/** What one string has: a file of the index by its name. */
type Load = (name: string) => Promise<any>;

interface StartFile {
  format: number;
  documents: number;
  shards: number;
  splits: string;
  phrases: string;
}

interface CatalogueFile {
  ids: string[];
  places: string;
  headings: string;
  tasks: string;
  title: string;
  number: string;
  facets: { name: string; title: string; values: string[]; column: string }[];
  names: [string, string][];
}

interface Portion {
  id: string;
  file: { title: string; facts: string[]; paths: string[]; places: string[] };
  places: Place[];
}

interface Place {
  id: string;
  title: string;
  facts: string[];
  path: string[];
  anchor: string;
  text: string;
}

/** For each place of a list where its positions end, and whether they are whole. */
interface Positions {
  ends: Int32Array;
  whole: Uint8Array;
  positions: Int32Array;
}

interface Starts {
  whole: boolean;
  at: number[];
}

interface Part {
  from: number;
  to: number;
  list: string;
}

interface Jump {
  document: number;
  anchor: string;
  label: string;
}

interface Gongbao {
  Engine: typeof Engine;
  fold: typeof fold;
  find: typeof find;
  wordsOf: typeof wordsOf;
}
