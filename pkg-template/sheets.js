export { sheetCsv } from './csv.js'
export { xlsx } from './xlsx.js'
export { treeSheet } from './tree-report.js'
export { verifyReport, verifyTable } from './verify-report.js'
