// Random corpora, each made for a part of the index: together they have lists of every kind.
import { random } from './support.mjs';

function sentence(below, words, least, most) {
  return Array.from({ length: least + below(most - least + 1) }, () => words[below(words.length)]).join('');
}

// The small ones first, so that what goes wrong shows soon.
const corpora = {
  // As many files of texts as lie in one, and one more.
  'sixteen files': (below) => small(below, 16),
  'seventeen files': (below) => small(below, 17),
  // Three characters: everything stands nearly everywhere, and pairs of characters stand many times in a place. Ids share
  // more characters than one digit can say, and there are more documents than ids in one string.
  'few characters': (below) => Array.from({ length: 90 }, (_, at) => ({
    id: `a-document-whose-name-is-as-long-as-they-get-${100 + at}`,
    places: ['通知', ...Array.from({ length: 1 + below(30) }, () => sentence(below, ['甲', '乙', '丙'], 1, 60))],
  })),
  // Many characters, some of them rare, and sentences that stand in several places: strings that stand only together.
  'many characters': (below) => {
    const unit = () => String.fromCharCode(0x4e00 + 40 + below(3000));
    const common = Array.from({ length: 12 }, () => Array.from({ length: 5 + below(60) }, unit).join(''));
    const line = () => Array.from({ length: 1 + below(4) }, () => below(3) ? common[below(12)] : unit()).join('');
    return Array.from({ length: 40 }, (_, at) => ({ id: `d${at}`, places: ['通知', ...Array.from({ length: 1 + below(12) }, line)] }));
  },
  // A document with more places than one unit can count, in more than one file.
  'a long document': (below) => [
    { id: 'long', places: ['通知', ...Array.from({ length: 33000 }, () => sentence(below, ['甲', '乙', '丙', '丁', '戊', '己'], 1, 3))] },
    { id: 'short', places: ['通知', '甲乙'] },
  ],
  // Phrases of official Chinese in very many places: split subtrees, long lists, phrases with lists of their own. Each
  // document does without one of the words, so that nothing is answered by all.
  phrases: (below) => {
    const words = ['沈阳市人民政府', '沈阳市', '人民', '政府', '人民政府办公厅', '高质量发展', '高质量', '发展', '推动', '的', '在', '各区', '县政府'];
    return Array.from({ length: 24 }, (_, at) => {
      const own = words.filter((_, word) => word !== at % words.length);
      // 甲乙丙丁 nearly always follows 子, so that it has no list, but 甲乙丙丁戊 does not and has one.
      const line = () => `${sentence(below, own, 2, 8)}${below(4) ? '' : '甲乙丙丁戊'}${'子甲乙丙丁'.repeat(3)}。`;
      return { id: `d${at}`, places: ['通知', ...Array.from({ length: 1600 }, line)] };
    });
  },
};

function small(below, count) {
  return Array.from({ length: count }, (_, at) => ({ id: `d${at}`, places: ['公告', sentence(below, ['人民', '政府', '沈阳'], 1, 6)] }));
}

// Strings of one to `most` characters out of the documents, and as many that are made of two of them.
function strings(below, documents, count, most) {
  const part = () => {
    const { places } = documents[below(documents.length)];
    const place = places[below(places.length)];
    const from = below(place.length);
    return place.slice(from, from + 1 + below(most));
  };
  return Array.from({ length: count }, () => below(3) ? part() : part() + part());
}

export const names = Object.keys(corpora);

// A corpus and queries for it, each a list of words.
export function make(name, count = 200) {
  const below = random(names.indexOf(name) + 7);
  const documents = corpora[name](below);
  // Long ones are found in another way.
  const found = [...strings(below, documents, count, 12), ...strings(below, documents, count >> 2, 60)];
  const queries = found.map((word) => [word]);
  for (let at = 0; at < count >> 2; at += 1) queries.push([...new Set([found[below(found.length)], found[below(found.length)]])]);
  return { documents, queries };
}
