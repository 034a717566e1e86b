import { openDB } from 'idb'

/** @import { IDBPDatabase } from 'idb' */
/** @import { Engine } from 'azplan/serve' */
/** @import { PriceListInfo } from '../../pkg-template/elements/types.js' */

/**
 * One record holds all: what two tabs write can't mix. A blob is read several times as fast as an array.
 * @typedef {{ stamp: string, name: string, block: Blob }} Kept
 */

/** @typedef {{ id: string, info: PriceListInfo, name: string, bytes: number }} KeptList */

/**
 * The price list that is kept between visits, in IndexedDB, beside the engine: its bytes never reach the page.
 * @typedef {object} Keeping
 * @property {(list: string, name: string) => Promise<{ bytes: number }>} keepList writes an open list in place of the one before
 * @property {() => Promise<KeptList | null>} openKept null where none is kept; a block that can't be opened is removed, and the call rejects
 * @property {() => Promise<void>} forgetKept
 */

const STORE = 'lists'
const KEY = 'own'

/** @returns {Promise<IDBPDatabase>} */
function database() {
  return openDB('azplan', 1, {
    upgrade: (db) => void db.createObjectStore(STORE),
    // Another tab runs a newer version of the page: it must not wait for this one.
    blocking: (_, __, event) => /** @type {IDBDatabase} */ (event.target).close(),
  })
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: import('idb').IDBPObjectStore<any, any, any, any>) => Promise<T>} work
 */
async function inStore(mode, work) {
  const db = await database()
  try {
    const transaction = db.transaction(STORE, mode)
    const [result] = await Promise.all([work(transaction.store), transaction.done])
    return result
  } finally {
    db.close()
  }
}

/**
 * What is kept; null where nothing is, or where the browser keeps nothing. A block that can't be read is an empty one.
 * @returns {Promise<{ stamp: string, name: string, bytes: Uint8Array } | null>}
 */
export async function readKept() {
  /** @type {Kept | undefined} */
  const kept = await inStore('readonly', (store) => store.get(KEY)).catch(() => undefined)
  if (!kept) return null
  const bytes = kept.block instanceof Blob ? await kept.block.arrayBuffer().catch(() => new ArrayBuffer()) : new ArrayBuffer()
  return { stamp: kept.stamp, name: String(kept.name), bytes: new Uint8Array(bytes) }
}

/**
 * An engine that can also keep a list.
 * @param {Engine} engine
 * @param {ReturnType<typeof readKept> | null} [early] what was read while the engine was loading
 * @returns {Engine & Keeping}
 */
export function keeping(engine, early = null) {
  return {
    ...engine,
    keepList: async (list, name) => {
      const block = await engine.saveList(list)
      /** @type {Kept} */
      const kept = { stamp: crypto.randomUUID(), name, block: new Blob([block]) }
      await inStore('readwrite', (store) => /** @type {any} */ (store).put(kept, KEY))
      return { bytes: block.length }
    },
    openKept: async () => {
      const reading = early ?? readKept()
      early = null
      const kept = await reading
      if (!kept) return null
      try {
        const opened = await engine.openSavedList(kept.bytes)
        return { ...opened, name: kept.name, bytes: kept.bytes.length }
      } catch (error) {
        await forget(kept.stamp).catch(() => {})
        throw error
      }
    },
    forgetKept: () => forget(),
  }
}

/** @param {string} [stamp] of the one that is meant: another tab may have written another one since */
function forget(stamp) {
  return inStore('readwrite', async (store) => {
    if (stamp !== undefined && (await store.get(KEY))?.stamp !== stamp) return
    await /** @type {any} */ (store).delete(KEY)
  })
}
