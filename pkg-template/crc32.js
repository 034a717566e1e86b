/** Four tables, so that four bytes are taken at once. */
const tables = makeTables()

/**
 * The checksum of zip files.
 * @param {Uint8Array} bytes
 * @param {number} [crc] that of the bytes before
 */
export function crc32(bytes, crc = 0) {
  const [one, two, three, four] = tables
  let sum = ~crc
  let at = 0
  for (const end = bytes.length - 3; at < end; at += 4) {
    sum ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
    sum = four[sum & 255] ^ three[(sum >>> 8) & 255] ^ two[(sum >>> 16) & 255] ^ one[sum >>> 24]
  }
  for (; at < bytes.length; at++) sum = one[(sum ^ bytes[at]) & 255] ^ (sum >>> 8)
  return ~sum >>> 0
}

function makeTables() {
  const one = Int32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1
    return byte
  })
  const next = (/** @type {Int32Array} */ table) => table.map((sum) => one[sum & 255] ^ (sum >>> 8))
  const two = next(one)
  const three = next(two)
  return [one, two, three, next(three)]
}
