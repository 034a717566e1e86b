/** What spreadsheets take for formulas, and texts that hide it: for the tests of exports. */

/** Beginnings of formulas and commands, in every width. */
export const beginnings = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−']
/** What a spreadsheet passes over before it looks. */
export const hidden = ['', ' ', '\t', '\r', '\n', '\r\n', '\v', '\f', '\0', '\x1b', '\u00a0', '\ufeff', '\u200b', '\u200e', '\u2028', '\u2029', '\u2060', '\u3000', '\u2003', '\u1680', '\u00ad', '\u0085', '\u180e', '\u3164', '\t \n\ufeff']
/** Texts that must stay texts. */
export const poisoned = hidden.flatMap((before) => beginnings.map((sign) => `${before}${sign}1+1`)).concat(beginnings.map((sign) => `${sign}cmd|' /C calc'!A0`), beginnings.map((sign) => `${sign}HYPERLINK("x")`))
