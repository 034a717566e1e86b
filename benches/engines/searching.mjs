/** Searching: ours with facets, and what a page could use instead, on one title a price. */
import uFuzzy from '@leeoniya/ufuzzy'
import FlexSearch from 'flexsearch'
import MiniSearch from 'minisearch'

/** @typedef {(text: string) => number} Search answers the number of hits, with the first 20 at hand */

export const engines = ['azplan', 'includes', 'ufuzzy', 'minisearch', 'flexsearch']

const questions = [
  'd4s v5', 'virtual machines eu west', 'log analytics', 'standard ssd e10 lrs', 'sql database vcore',
  'd8ads v5 us', 'blob hot lrs', 'redis cache premium p1', 'bandwidth', 'app service p1 linux',
]

/** Each question as it grows under the fingers. */
export const keystrokes = questions.flatMap((text) => [...text].map((_, at) => text.slice(0, at + 1)))

/** Builds an engine's index over the titles. @type {Record<string, (titles: string[]) => Search>} */
export const makers = {
  includes: (titles) => {
    const folded = titles.map((title) => title.toLowerCase())
    return (text) => {
      const words = text.split(' ')
      const hits = []
      for (let at = 0; at < folded.length; at += 1) if (words.every((word) => folded[at].includes(word))) hits.push(at)
      return hits.length
    }
  },
  ufuzzy: (titles) => {
    const fuzzy = new uFuzzy()
    return (text) => fuzzy.search(titles, text, 0)[0]?.length ?? 0
  },
  minisearch: (titles) => {
    const index = new MiniSearch({ fields: ['title'], searchOptions: { prefix: true, combineWith: 'AND' } })
    index.addAll(titles.map((title, id) => ({ id, title })))
    return (text) => index.search(text).length
  },
  flexsearch: (titles) => {
    const index = new FlexSearch.Index({ tokenize: 'forward' })
    titles.forEach((title, id) => index.add(id, title))
    return (text) => index.search(text, { limit: 20 }).length
  },
}
