// Types for tsc: what the scripts of a page hand to each other in its one global object. The engine's own are in
// src/search/reader/engine.d.ts.

interface Window {
  gongbao: Gongbao;
}

// Every element of a page is one of HTML.
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K];
  querySelector(selectors: string): HTMLElement;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

/** What the address of the page of results says. */
interface State {
  [name: string]: string;
}

/** A document on the page of results: the places that are shown, and how many are left. */
interface Row {
  document: number;
  hits: number[];
  left: number;
}

/** A value of a facet and how many documents have it. */
interface Value {
  value: string;
  count: number;
}

interface Unit {
  name: string;
  places: Places;
}

interface Gongbao {
  /** A file of the index hands over its value. */
  take(name: string, value: unknown): void;
  /** The engine of the page, when it has been loaded. */
  index: Engine;
  search: {
    engine(): Promise<Engine>;
    start(): Promise<void>;
    address(place: { id: string; anchor: string }, query: string): string;
    excerpt(text: string, words: string[], before: number, after: number): Node;
    root: string;
  };
  /** Only on the page of results. */
  page: {
    make(name: string, properties?: { [name: string]: any }, ...content: (Node | string)[]): HTMLElement;
    link(state: State, changes: State, text: string, current?: boolean): HTMLElement;
    ask(query: string, sent: boolean): void;
  };
  facets: {
    narrow(state: State, answer: Answer, units: Unit[]): Answer;
    make(state: State, answer: Answer, units: Unit[]): Node;
  };
  advice(query: string, answer: Answer): Promise<Node>;
  /** What the preview's server says. */
  news(news: { name: string; problems: string; seen?: string; page?: string }): void;
}
