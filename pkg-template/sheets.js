export { sheetCsv } from './csv.js'
export { xlsx } from './xlsx.js'
