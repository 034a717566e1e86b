/** Exact decimal number as text in plain notation, e.g. "12.34". Never a JavaScript number, never an exponent. */
export type Decimal = string;
/** A calendar day (UTC), `YYYY-MM-DD`. */
export type IsoDay = string;
/** A calendar month (UTC), `YYYY-MM`. */
export type IsoMonth = string;
/** ISO 4217 code, upper case, e.g. "USD". */
export type CurrencyCode = string;

/** What kind of charge a price row is for. `Consumption` is pay-as-you-go. */
export type PriceType = 'Consumption' | 'DevTestConsumption' | 'Reservation';

/** Stable codes of errors and diagnostics, `area.reason`. The table with remedies is in the README. */
export type ErrorCode =
  | 'access.invalid'
  | 'balance.missingColumn'
  | 'exchangeRate.missing'
  | 'exchangeRate.missingColumn'
  | 'explain.unknownLine'
  | 'facts.invalid'
  | 'file.binary'
  | 'file.columnTwice'
  | 'file.datesUndecided'
  | 'file.decimalUndecided'
  | 'file.empty'
  | 'file.encoding'
  | 'file.html'
  | 'file.json'
  | 'file.mixedDates'
  | 'file.mixedNumbers'
  | 'file.rowTooLong'
  | 'file.tooLarge'
  | 'file.truncated'
  | 'file.unrecognised'
  | 'input.invalid'
  | 'list.empty'
  | 'list.missingColumn'
  | 'list.mixedCurrency'
  | 'list.part'
  | 'list.notAzurePlan'
  | 'money.notADecimal'
  | 'money.outOfRange'
  | 'month.ambiguous'
  | 'price.conflict'
  | 'recon.missingColumn'
  | 'row.badDate'
  | 'row.badSavingsPlan'
  | 'row.fieldCount'
  | 'row.missingValue'
  | 'row.unknownType'
  | 'saved.damaged'
  | 'saved.otherVersion'
  | 'tier.gap'
  | 'usage.empty'
  | 'usage.missingColumn'
  | 'usage.mixedCurrency'
  | 'usage.notUsage';

/** The one error class that calls throw: the question could not be answered. */
export interface AzplanError extends Error {
  name: 'AzplanError';
  code: ErrorCode;
  /** Where: a path into the request such as `lines[2].quantity`, or a column; absent where there is no place. */
  at?: string;
  /** What to do about it. */
  help: string;
}

/** Something to look at in a file that was read: the question was answered all the same. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'note';
  code: ErrorCode;
  /** Which of the files read together the row is in, from 1 (each entry of a zip counts); null where that is not known. */
  fileNumber: number | null;
  /** Row as a spreadsheet shows it (the header is row 1; in a JSON page the first item is row 1); null where it is about the whole file. */
  row: number | null;
  column: string | null;
  message: string;
}

/** One rule applied on the way to a figure, in the order of application. */
export interface Step {
  /**
   * Stable name of the rule: `quantity`, `price`, `tier`, `retail`, `pec`, `net`, `sum`, `roundDown`, `exchange`, `effectiveUnitPrice`, `share`; of a
   * rated row also `usage`, `monthToDate`, `covered`, `azureCredit`; of an invoice the names of its figures, `creditLines`, `credit` and `given`; of a
   * price in another currency `reference`.
   */
  rule: string;
  /** Sentence in English that a person reads. */
  text: string;
  /** Source of the rule: page or file. */
  cite: string;
  /** What went in, by name. Decimals are text. */
  inputs: Record<string, string>;
  /** What came out. */
  result: string;
  /** Unit of the result: a currency code, a unit of measure, "" for a ratio. */
  unit: string;
}

// ---------------------------------------------------------------- price list

/** What stands before fractions: `0.5` or `0,5`. */
export type DecimalMark = 'point' | 'comma';

/** The order of dates that do not begin with the year: `11/30/2025`, `30/11/2025`; `ymd` stands for `2025-11-30`. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

/** What stands between groups of three digits. */
export type ThousandsMark = 'point' | 'comma' | 'space' | 'apostrophe';

/** How a file was understood: decided once, from all its cells. Of several files null where they differ. */
export interface FileFacts {
  /** `,`, `;`, `|` or a tab; null for JSON. */
  delimiter: string | null;
  /** null where all numbers are whole. */
  decimalMark: DecimalMark | null;
  /** null where no number has one. */
  thousandsMark: ThousandsMark | null;
  /** null where there are no dates, or each is the same in either order. */
  dateOrder: DateOrder | null;
  /** `utf-8`, `utf-16le`, `utf-16be`, `other` where some letter is none of UTF-8, `mixed` of several files. */
  encoding: string;
}

/** First and last day; null where it is not said, or open. */
export interface Period {
  from: IsoDay | null;
  to: IsoDay | null;
}

/** How files write numbers and dates, said by hand. Without it, all cells of a file decide; a file that contradicts it is refused. */
export interface FileForm {
  decimal?: DecimalMark;
  dates?: DateOrder;
}

/** At which rate the prices of a list are exchanged into US dollars. */
export interface ListExchange {
  /** The currency that the list prints. */
  currency: CurrencyCode;
  usdPerUnit: Decimal;
}

/** What was read. `rows = kept + duplicates + refused`. */
export interface PriceListInfo extends FileFacts {
  /** Only of a list that is exchanged: `currency` is US dollars then. */
  exchanged?: ListExchange;
  /** `partnerCenterConsumption`, `partnerCenterReservations`, `retailApiCsv`, `retailApiJson`, `priceSheet` (of the Azure portal), or `mixed`. */
  format: string;
  /** Files that were read; each entry of a zip and each page of an answer counts. */
  files: number;
  rows: number;
  kept: number;
  /** Rows that say again what another row said (counted once). */
  duplicates: number;
  /** Rows that could not be used; each has a diagnostic. */
  refused: number;
  /** Distinct prices: product, SKU, meter, region, type and term. */
  prices: number;
  currency: CurrencyCode;
  /** Market of the sheet (`US`), null where the list does not say. */
  market: string | null;
  /** First day on which any row is in force; null when no row says. */
  from: IsoDay | null;
  /** Last day on which any row is in force; null when open. */
  to: IsoDay | null;
  /** The newest day that the list prices: what is meant where no `on` is given. */
  on: IsoDay;
  period: Period;
  /** How each file was understood. */
  understood: FileFacts[];
  /** What the columns of the files do not allow: `meters`, `regions`, `dates`, `tiers`, `services`, `commitments`, `savingsPlans`. */
  cannot: string[];
  diagnostics: Diagnostic[];
  /** All diagnostics found; `diagnostics` holds the first 1,000. */
  diagnosticsTotal: number;
}

/** One price of the list on a day. */
export interface PriceHit {
  productId: string;
  skuId: string;
  meterIds: string[];
  /** What a person calls it: the SKU title of the sheet, or product and meter name of the Retail API. */
  title: string;
  productTitle: string;
  skuTitle: string;
  meterName: string;
  /** Service, e.g. `Virtual Machines`; "" where the list does not say. */
  service: string;
  /** Region as the list names it in code form, e.g. `westeurope`; "" where the list does not say. */
  region: string;
  unitOfMeasure: string;
  /** Distinct units in one unit of measure: "100" for `100 Hours`, "10000" for `10K`. */
  blockSize: Decimal;
  /** The list's unit and price, where the usage counts in another unit: `unitOfMeasure` and `unitPrice` are the usage's then. */
  listed?: { unitOfMeasure: string; unitPrice: Decimal | null };
  /** Hours that one thing runs for one unit of measure: 100 for `100 Hours`, 1 for `100/Hour`, which is an hour of a hundred
   *  things; null where it counts no hours, or the price is for a term. */
  hours: Decimal | null;
  type: PriceType;
  /** Term of a reservation, `P1Y`; null for consumption. */
  term: string | null;
  publisher: string;
  currency: CurrencyCode;
  /** Only of a list that is exchanged: all prices are in US dollars then. */
  exchanged?: ListExchange;
  /** Price of the first paid tier; "0" when all is free, null where the list does not have it. A reservation: price of the whole term. */
  unitPrice: Decimal | null;
  /** Number of tiers that have a price; 1 is untiered. */
  tierCount: number;
  /** Parts of a month's quantity that have no price: no row says one, or the row could not be used. */
  gaps: TierGap[];
  /** Does this product earn PEC? `eligible`, or why not: `reservation`, `spot`, `thirdParty`. */
  pec: PecReason;
  /** First day in force; null where the list does not say. */
  effectiveStartDate: IsoDay | null;
  /** Last day in force, null when open. */
  effectiveEndDate: IsoDay | null;
  /** Savings-plan prices per unit, shortest term first, where the list has them. */
  savingsPlans: { term: string; unitPrice: Decimal }[];
}

/** A part `(from, to]` of a month's quantity that has no price. */
export interface TierGap {
  from: Decimal;
  /** null: open end. */
  to: Decimal | null;
}

/** Graduated tier: the part of a month's quantity in `(from, to]` is charged at `unitPrice`. */
export interface Tier {
  from: Decimal;
  /** null: open end. */
  to: Decimal | null;
  unitPrice: Decimal;
}

/** A part of a quantity at one tier's price, unrounded. */
export interface Part {
  quantity: Decimal;
  unitPrice: Decimal;
  amount: Decimal;
}

export interface SearchRequest {
  /** Words; each must match (beginning of a word counts), case does not matter. */
  text?: string;
  service?: string;
  region?: string;
  type?: PriceType;
  unit?: string;
  term?: string;
  on?: IsoDay;
  /** First hit wanted, default 0. */
  offset?: number;
  /** Hits wanted, default 20, at most 1,000. */
  limit?: number;
}

export interface Facet {
  value: string;
  count: number;
}

/** Hits in order of fit. Each facet counts what choosing that value would leave. */
export interface SearchAnswer {
  on: IsoDay;
  total: number;
  /** False where rows of the list could not be placed: prices may be missing. */
  complete: boolean;
  hits: PriceHit[];
  facets: { service: Facet[]; region: Facet[]; type: Facet[]; unit: Facet[]; term: Facet[] };
}

export interface PriceRequest {
  productId: string;
  skuId: string;
  meterId?: string;
  region?: string;
  /** Default: `Consumption`, or `Reservation` where `term` is given. */
  type?: PriceType;
  /** `P1Y`, `1 Year`, … */
  term?: string;
  on?: IsoDay;
  /** A month's quantity in the unit of measure: asks for `amount` and `parts`. */
  quantity?: Decimal;
}

/** A price's request, and the currency in which it is wanted for reference. */
export interface ReferenceRequest extends PriceRequest {
  /** Needs `exchangeRates` with the month of the day. */
  currency?: CurrencyCode;
  exchangeRates?: ExchangeRate[];
}

/** A public retail price in another currency: `USD / USDPerUnit` to 6 decimals, halves up. For reference: bills are made of the price in US dollars. */
export interface Reference {
  currency: CurrencyCode;
  month: IsoMonth;
  usdPerUnit: Decimal;
  /** Day of the rate, where the sheet says it. */
  date: IsoDay | null;
  /** Price of the first paid tier. */
  unitPrice: Decimal | null;
  /** `roundedToZero`: above 0 in US dollars, and 0 here only because decimals are cut. It is not free. */
  tiers: (Tier & { roundedToZero: boolean })[];
  /** What the quantity costs at these prices, unrounded; null when no quantity was asked. */
  amount: Decimal | null;
  steps: Step[];
}

export type NotFoundReason = 'unknownProduct' | 'unknownSku' | 'unknownMeter' | 'otherRegion' | 'otherType' | 'notInForce' | 'ambiguous' | 'unitMismatch' | 'otherCurrency'
  /** The list has the price, but in rows that could not be used. */
  | 'notRead'
  /** The tiers of the price leave the quantity, or a part of it, without a price. */
  | 'tierGap';

export type PriceAnswer =
  | (PriceHit & {
      found: true;
      on: IsoDay;
      tiers: Tier[];
      quantity: Decimal | null;
      /** Unrounded, in `currency`; null when no quantity was asked, or a part of it has no price. */
      amount: Decimal | null;
      /** Units of the quantity that fall into `gaps`; null where none does. */
      unpriced: Decimal | null;
      /** False where the amount is not known, or rows of the list could not be placed. */
      complete: boolean;
      parts: Part[];
      steps: Step[];
      /** In the currency asked for; null where none was, or the list's own. */
      reference: Reference | null;
      /** A price is 0 in another currency than US dollars: that is no proof that it is free. */
      zeroNotProven: boolean;
    })
  | { found: false; on: IsoDay; reason: NotFoundReason; message: string; nearest: PriceHit[]; reference: null; zeroNotProven: false };

/** A price over time, as one list knows it. */
export interface PriceVersion {
  /** First day; null where the list does not say. */
  from: IsoDay | null;
  /** Last day; null when open. */
  to: IsoDay | null;
  /** Price of the first paid tier; null where the list does not have it. */
  unitPrice: Decimal | null;
  tiers: Tier[];
  gaps: TierGap[];
}

/** Versions in order of time, for charts; `found: false` as `PriceAnswer`. */
export type HistoryAnswer =
  | { found: true; price: PriceHit; versions: PriceVersion[] }
  | { found: false; reason: NotFoundReason; message: string; nearest: PriceHit[] };

// ---------------------------------------------------------------- difference of two lists

export interface DiffRequest {
  /** Days on which the lists are compared; default each list's newest. */
  oldOn?: IsoDay;
  newOn?: IsoDay;
  /** Only prices that all these words fit, as in a search. */
  text?: string;
  /** Entries wanted of each kind, default 1,000; `counts` has all. */
  limit?: number;
  /** For `impact`, as in a bill. */
  pecRate?: Decimal;
}

/** What changed of a price: `price` of the first paid tier, for one unit; `tiers` (thresholds, or other tiers' prices); `unit`; `savingsPlans`; `pec`; `tags`. */
export type ChangedPart = 'price' | 'tiers' | 'unit' | 'savingsPlans' | 'pec' | 'tags';

/** A price as a list prints it. */
export interface ListedPrice {
  unitOfMeasure: string;
  /** Of the first paid tier; null where the list does not have it. */
  unitPrice: Decimal | null;
}

/** What a price of a difference is of. */
export interface NamedPrice {
  productId: string;
  skuId: string;
  meterIds: string[];
  title: string;
  region: string;
  type: PriceType;
  term: string | null;
  /** The unit that both prices are for. */
  unitOfMeasure: string;
}

/** A price that changed. Sorted by the size of the effect on the usage given, then by the size of the change in percent. */
export interface PriceChange extends NamedPrice {
  /** What changed; one at least. */
  what: ChangedPart[];
  /** Price of the first paid tier, for `unitOfMeasure`; null where the list does not have it. */
  before: Decimal | null;
  after: Decimal | null;
  /** Of `before`, to 15 significant digits; null where `before` is 0 or one of them is null. */
  changePercent: Decimal | null;
  /** Unit and price as the old list prints them, where `before` was converted; else null. */
  listedBefore: ListedPrice | null;
  listedAfter: ListedPrice | null;
  /** Does the product earn PEC: `eligible`, or why not. */
  pecBefore: PecReason;
  pecAfter: PecReason;
  /** `before` and `after` less the PEC that full access earns. */
  netBefore: Decimal | null;
  netAfter: Decimal | null;
  netChangePercent: Decimal | null;
  /** Prices under savings plans that changed, for `unitOfMeasure`; null where a list has none of the term. */
  savingsPlans: { term: string; before: Decimal | null; after: Decimal | null; changePercent: Decimal | null }[];
  /** False where those of a list could not be read: they are not compared. */
  savingsPlansRead: boolean;
  /** null where tags did not change. */
  tagsBefore: string | null;
  tagsAfter: string | null;
  /** Thresholds differ, or the price of a tier other than the first paid one. */
  tiersChanged: boolean;
  tiersBefore: Tier[];
  tiersAfter: Tier[];
  /** Its part of the impact's `difference`; null where no usage was given. */
  effect: Decimal | null;
}

/** A price that one of the lists has. */
export interface ListedInOne extends PriceHit {
  /** Its part of the impact's `difference`; null where no usage was given. */
  effect: Decimal | null;
}

/** A price of which the lists do not say whether it changed. */
export interface NotCompared extends NamedPrice {
  /**
   * `notRead`: a list has it in rows that could not be used. `otherUnit`: the units do not convert into each other, or not without
   * rounding. `savingsPlansNotRead`: the rest is the same, and prices under savings plans could not be read.
   */
  reason: 'notRead' | 'otherUnit' | 'savingsPlansNotRead';
  explain: string;
  /** As each list prints it; null where it does not have it. */
  before: ListedPrice | null;
  after: ListedPrice | null;
  /** Its part of the impact's `difference`; null where no usage was given. */
  effect: Decimal | null;
}

/** The same usage at the prices of both lists, unrounded, in pricing currency. */
export interface DiffImpact {
  /** What Microsoft bills, after PEC. */
  before: Decimal;
  after: Decimal;
  difference: Decimal;
  retailBefore: Decimal;
  retailAfter: Decimal;
  retailDifference: Decimal;
  /** `difference = retailDifference - pecDifference`. */
  pecBefore: Decimal;
  pecAfter: Decimal;
  pecDifference: Decimal;
  /** Rows without a price in either list, or in units that do not compare; they are in no sum. */
  unpriced: UnpricedRow[];
  /** False where rows have no price in a list, or could not be read. */
  complete: boolean;
  notices: Notice[];
  /** Meters whose cost changes, the largest effect first. */
  lines: {
    plan: string;
    productId: string;
    skuId: string;
    meterId: string;
    title: string;
    quantity: Decimal;
    before: Decimal;
    after: Decimal;
    difference: Decimal;
  }[];
}

/** Each price that either list has on its day is counted once. With usage, the effects of all entries add up to the impact's `difference`. */
export interface DiffAnswer {
  schemaVersion: 1;
  oldOn: IsoDay;
  newOn: IsoDay;
  /** False where a price could not be compared, or a list was not read as a whole. */
  complete: boolean;
  /** Why the lists are not compared as a whole. */
  notices: Notice[];
  counts: { added: number; removed: number; changed: number; unchanged: number; notCompared: number };
  added: ListedInOne[];
  removed: ListedInOne[];
  changed: PriceChange[];
  notCompared: NotCompared[];
  /** null where no usage was given. */
  impact: DiffImpact | null;
}

// ---------------------------------------------------------------- difference of two downloads of usage

export interface UsageDiffRequest {
  /** Changes listed at most, default all; counts and sums are always of all. */
  limit?: number;
}

/** Rows of one download that are alike by day, place and meter. */
export interface UsageSide {
  rows: number;
  fileNumber: number;
  /** The first of them, as a spreadsheet shows it. */
  row: number;
  quantity: Decimal;
  /** Printed totals in pricing currency, unrounded; "0" where totals are not compared. */
  total: Decimal;
}

/** Usage that is not the same in both downloads. */
export interface UsageChange {
  kind: 'added' | 'changed' | 'removed';
  date: IsoDay;
  /** Added to a day that the old download had already. */
  late: boolean;
  customer: string;
  plan: string;
  subscription: string;
  resourceGroup: string;
  resource: string;
  productId: string;
  skuId: string;
  meterId: string;
  /** null where the old download does not have it. */
  before: UsageSide | null;
  /** null where the new download does not have it. */
  after: UsageSide | null;
  /** Total after less total before. */
  difference: Decimal;
  /** A sentence. */
  /** Totals in billing currencies that are not the same in both downloads. */
  billing: { currency: string; before: Decimal; after: Decimal }[];
  explain: string;
}

/** `after.total = before.total + difference`, and `difference` is the sum of `byKind`. Amounts in pricing currency, unrounded. */
export interface UsageDiffAnswer {
  schemaVersion: 1;
  /** The answer in one sentence. */
  verdict: string;
  /** Of the totals. */
  currency: CurrencyCode;
  /** `complete`: every row of it was read. */
  before: { rows: number; from: IsoDay | null; to: IsoDay | null; total: Decimal; complete: boolean };
  after: { rows: number; from: IsoDay | null; to: IsoDay | null; total: Decimal; complete: boolean };
  /** False where rows of a download could not be read: what is said of them may only follow from that. */
  complete: boolean;
  notices: Notice[];
  difference: Decimal;
  /** False where a file prints no totals: then quantities alone are compared. */
  totalsCompared: boolean;
  /** Days, places and meters that are the same in both. */
  unchanged: number;
  byKind: Partial<Record<'added' | 'changed' | 'removed', { count: number; difference: Decimal }>>;
  /** Of those added, the ones of days that the old download had already. */
  late: { count: number; difference: Decimal };
  /** By day of use. */
  byDay: ({ date: IsoDay; difference: Decimal } & Record<'added' | 'late' | 'changed' | 'removed', { count: number; difference: Decimal }>)[];
  /** The largest difference first. */
  byResource: { subscription: string; resourceGroup: string; resource: string; from: IsoDay; to: IsoDay; count: number; difference: Decimal }[];
  /** By day and place. */
  changes: UsageChange[];
  changesTotal: number;
}

// ---------------------------------------------------------------- usage, rating, bill

export interface UsageInfo extends FileFacts {
  /** `dailyRatedUsage` (Partner Center, either header generation) or `usage`. */
  format: string;
  /** Files that were read; each entry of a zip counts. */
  files: number;
  rows: number;
  kept: number;
  refused: number;
  from: IsoDay | null;
  to: IsoDay | null;
  months: IsoMonth[];
  plans: string[];
  period: Period;
  /** Billing currency; null where the files do not say it, or name several. */
  currency: string | null;
  /** Billing currencies that the rows name: each is an invoice of its own. */
  billingCurrencies: string[];
  /** How each file was understood. */
  understood: FileFacts[];
  /** What the columns of the files do not allow: `verify`, `pecLosses`, `customers`, `plans`, `subscriptions`, `resources`, `meters`, `regions`, `tags`. */
  cannot: string[];
  diagnostics: Diagnostic[];
  diagnosticsTotal: number;
}

/** Why a line earns PEC or does not. */
export type PecReason =
  | 'eligible'
  | 'reservation'
  | 'savingsPlan'
  | 'spot'
  | 'thirdParty'
  | 'marketplace'
  | 'legacyOffer'
  | 'notOnList'
  | 'azureCredit'
  | 'partnerNotBilled'
  | 'agreementNotActive'
  | 'noAccess';

/** Who may manage what, when (the file of `--access`). Without it the default of a new plan holds: AOBO for the whole period. */
export interface AccessFacts {
  /** Who the partner is; default one that Microsoft bills, under an active agreement. */
  partner?: PartnerFacts | null;
  grants: {
    holder: 'provider' | 'reseller' | 'other';
    method: 'aobo' | 'lighthouse' | 'user' | 'group' | 'servicePrincipal';
    /** Azure role, e.g. `Contributor`; AOBO brings Owner. */
    role?: string | null;
    /** Azure Lighthouse by a Managed Service offer of the Marketplace, which links by itself; default false. */
    managedServiceOffer?: boolean;
    /** The access counts for the partner: a linked PartnerID, or Lighthouse with a Managed Service offer. AOBO needs none. */
    partnerIdLinked?: boolean;
    /** `/subscriptions/ID[/resourceGroups/NAME[/providers/…]]`, or `/` for every subscription of the plan. */
    scope: string;
    /** RFC 3339 instant; null: since ever. */
    from?: string | null;
    /** RFC 3339 instant, exclusive; null: until further notice. */
    to?: string | null;
  }[];
}

/** Only a partner that Microsoft bills, under an active agreement, earns. */
export interface PartnerFacts {
  /** An indirect reseller is never billed. A direct-bill partner has no reseller of record: a grant of the `reseller` counts for nothing. */
  kind: 'directBill' | 'indirectProvider' | 'indirectReseller';
  /** Default true. */
  billedByMicrosoft?: boolean;
  /** Of the Microsoft AI Cloud Partner Program; default true. */
  agreementActive?: boolean;
}

export interface RateRequest {
  /** PEC as a fraction, default the rate in force (0.15). */
  pecRate?: Decimal;
  access?: AccessFacts;
}

/** How a daily file prints totals: all digits, up to 10 decimals (2023), or FLOOR to minor units after the exchange (2020 and 2021). */
export type DailyPrint = 'exact' | 'tenDecimals' | 'floor';

export interface DailyRequest extends RateRequest {
  /** Asks for `pricingPreTaxTotal` and `billingPreTaxTotal` of each line. Another than the list's needs a rate: of `exchangeRates`, or as the usage prints it. */
  currency?: CurrencyCode;
  exchangeRates?: ExchangeRate[];
  print?: DailyPrint;
}

/** A usage row, or the part of it that falls into one tier, rated: nothing is rounded. */
export interface RatedLine {
  /** Stable id: `ROW` or `ROW.PART`; in a file after the first, `FILE:` stands in front. */
  id: string;
  /** Which of the usage files the row is in, from 1. */
  fileNumber: number;
  /** Row of the usage file. */
  row: number;
  date: IsoDay;
  customer: string;
  plan: string;
  subscription: string;
  resourceGroup: string;
  resource: string;
  productId: string;
  skuId: string;
  meterId: string;
  quantity: Decimal;
  /** First paid tier's price, as Microsoft prints UnitPrice; null where the list does not have it. */
  unitPrice: Decimal | null;
  /** Price of the tier this quantity falls in. */
  tierUnitPrice: Decimal;
  /** `tierUnitPrice x (1 - PEC)`. */
  effectiveUnitPrice: Decimal;
  /** `quantity x tierUnitPrice`, before PEC. */
  retail: Decimal;
  /** `quantity x effectiveUnitPrice`: after PEC. */
  amount: Decimal;
  /** Of the amount, what an Azure credit pays (`CreditType` and `CreditPercentage` of the usage). */
  azureCredit: Decimal;
  /** "15" or "0". */
  pecPercent: Decimal;
  pecReason: PecReason;
  /** The amount as a daily file prints it, where `print` or `currency` asks for it. */
  pricingPreTaxTotal?: Decimal;
  billingPreTaxTotal?: Decimal;
}

/** A usage row whose price is not in the list: it is in no total. */
export interface UnpricedRow {
  /** Which of the usage files the row is in, from 1. */
  fileNumber: number;
  row: number;
  date: IsoDay;
  plan: string;
  subscription: string;
  productId: string;
  skuId: string;
  meterId: string;
  /** Units without a price: those of the row, or the part of them that its tiers leave out. */
  quantity: Decimal;
  reason: NotFoundReason;
  message: string;
}

/** A `customerCredit` row of the usage: money given back. It is not rated, and no part of tiers and totals. */
export interface CreditRow {
  fileNumber: number;
  row: number;
  date: IsoDay;
  customer: string;
  plan: string;
  subscription: string;
  reason: CreditReason;
  productId: string;
  skuId: string;
  meterId: string;
  /** As printed. */
  quantity: Decimal;
  /** Negative, unrounded, in the price list's currency: as printed. */
  amount: Decimal;
}

/** A `customerCredit` row, or an Azure credit offer, which pays usage before PEC does. */
export type CreditReason = 'customerCredit' | 'azureCredit';

/** Unrounded sums in the price list's currency; `net = retail - pecEarned`, of which Azure credits pay a part. */
export interface Totals {
  retail: Decimal;
  pecEarned: Decimal;
  /** What eligible products would have earned, had there been access. */
  pecMissed: Decimal;
  net: Decimal;
  /** Of `net`, what Azure credits pay. */
  azureCredit: Decimal;
}

export interface RateAnswer {
  schemaVersion: 1;
  currency: CurrencyCode;
  pecRate: Decimal;
  lines: RatedLine[];
  totals: Totals;
  credits: CreditRow[];
  unpriced: UnpricedRow[];
  /** False where rows have no price, or could not be read, be it of the usage or the list. */
  complete: boolean;
  notices: Notice[];
}

/** A row of the exchange-rate sheet: US dollars for one unit of the currency, for a month. */
export interface ExchangeRate {
  currencyCode: CurrencyCode;
  usdPerUnit: Decimal;
  month: IsoMonth;
  /** Day of the rate, where the sheet says it. */
  date?: IsoDay;
}

export interface ExchangeRateSheet {
  rates: ExchangeRate[];
  /** How each file was understood. */
  understood: FileFacts[];
  diagnostics: Diagnostic[];
  /** All diagnostics found; `diagnostics` holds the first 1,000. */
  diagnosticsTotal: number;
}

/**
 * How a line becomes money of an invoice. `documented`: ROUNDDOWN before and after the exchange. `nearest`: halves up in its place.
 * `floorOnce`: FLOOR once, after the exchange, as daily rows were until 2021.
 */
export type RoundingPolicy = 'documented' | 'nearest' | 'floorOnce';

export interface BillRequest extends RateRequest {
  /** Default: the one month of the usage. */
  month?: IsoMonth;
  /**
   * Billing currency, default the price list's. Another one needs `exchangeRates` with that month, or usage that prints its rate. Of usage
   * that is billed in several currencies, the invoice that is meant: one of them, default all.
   */
  currency?: CurrencyCode;
  exchangeRates?: ExchangeRate[];
  rounding?: RoundingPolicy;
  /** Tax in billing currency (taken over, never computed). */
  tax?: Decimal;
  /** A tax rate as a fraction, at which tax is worked out beside the invoice: `taxAtRate`. */
  taxRate?: Decimal;
  /** Credits in billing currency, unsigned: subtracted from the charges, besides those of the usage. */
  credits?: Decimal;
  /** The day of asking: the month is closed from the invoice's day on. Default: closed where the usage reaches the month's last day or goes on after it. */
  on?: IsoDay;
  /** Default: the 8th of the following month. */
  invoiceDate?: IsoDay;
  /** One line for the usage that earns PEC and one for the usage that does not, as until 2021. The ids then end in `withPec` or `withoutPec`. */
  splitByPec?: boolean;
  /** List so many rows without a price at most; default all. `unpricedTotal` counts all of them. */
  unpricedLimit?: number;
}

/** A reconciliation line: one plan and meter over the month. */
export interface BillLine {
  /** Stable id for `explain`. */
  id: string;
  customer: string;
  plan: string;
  productId: string;
  skuId: string;
  meterId: string;
  title: string;
  /** The list's; or that of the usage, where it counts in another unit (`listed` then has the list's unit and price). */
  unitOfMeasure: string;
  listed?: { unitOfMeasure: string; unitPrice: Decimal | null };
  quantity: Decimal;
  /** First paid tier's price; null where the list does not have it. */
  unitPrice: Decimal | null;
  /** `pricingTotal / quantity` to 15 significant digits; where rounding leaves nothing of the charge, the unrounded price. */
  effectiveUnitPrice: Decimal;
  /** Unrounded, before PEC. */
  retail: Decimal;
  /** Unrounded PEC. */
  pec: Decimal;
  /** Of what is left after PEC, what an Azure credit pays: `credits` has it. Unrounded. */
  azureCredit: Decimal;
  pecReason: PecReason | 'mixed';
  /** ROUNDDOWN to cents, in the price list's currency. */
  pricingTotal: Decimal;
  /** ROUNDDOWN to the billing currency's minor units. */
  billingTotal: Decimal;
  /** Of the line's invoice. */
  billingCurrency: CurrencyCode;
}

/** Credits of one plan, product, SKU and meter: `customerCredit` rows of the usage, or what an Azure credit pays of its rows. Amounts are negative. */
export interface CreditLine {
  /** Stable id for `explain`. */
  id: string;
  reason: CreditReason;
  customer: string;
  plan: string;
  productId: string;
  skuId: string;
  meterId: string;
  /** Rows of the usage. */
  rows: number;
  /** Units that it is for. */
  quantity: Decimal;
  /** Unrounded, in pricing currency. */
  amount: Decimal;
  /** Toward zero, as lines of usage. */
  pricingTotal: Decimal;
  billingTotal: Decimal;
  /** Of the line's invoice. */
  billingCurrency: CurrencyCode;
}

export interface Invoice {
  month: IsoMonth;
  /** `open`: the figures are those so far, and can still move. */
  status: 'open' | 'closed';
  /** Last day of the month that the usage has. */
  usageTo: IsoDay;
  currency: CurrencyCode;
  pricingCurrency: CurrencyCode;
  /** Billing currency for one unit of pricing currency, of a sheet to 15 significant digits; "1" where they are the same. */
  exchangeRate: Decimal;
  /** `USDPerUnit` of the sheet, by which amounts are divided; null without a sheet. */
  usdPerUnit: Decimal | null;
  /** Day of the rate, where the sheet or the usage says it. */
  exchangeRateDate: IsoDay | null;
  /** An exchange-rate sheet, or what most rows of the usage print. */
  exchangeRateSource: 'none' | 'sheet' | 'usage';
  rounding: RoundingPolicy;
  pricingTotal: Decimal;
  /** Sum of the lines in billing currency: `charges - refunds`. */
  billingTotal: Decimal;
  /** Lines above 0, net of PEC. */
  charges: Decimal;
  /** Lines below 0, unsigned. */
  refunds: Decimal;
  /** What Azure credits pay, unsigned. */
  azureCredit: Decimal;
  /** `customerCredit` rows of the usage, unsigned. */
  customerCredits: Decimal;
  /** As stated in the request. */
  statedCredits: Decimal;
  /** `refunds + azureCredit + customerCredits + statedCredits`, unsigned. */
  credits: Decimal;
  /** `charges - credits`. */
  subtotal: Decimal;
  tax: Decimal;
  /** Tax at the rate asked for, in each way that the pages give: each line rounded down, each line halves up, the subtotal. In no total. */
  taxAtRate: { rate: Decimal; perLineDown: Decimal; perLine: Decimal; onTotal: Decimal } | null;
  /** `subtotal + tax`. */
  total: Decimal;
  /** The same in pricing currency; what was stated in billing currency is exchanged back. */
  inPricingCurrency: Record<'charges' | 'refunds' | 'azureCredit' | 'customerCredits' | 'statedCredits' | 'credits' | 'subtotal' | 'tax' | 'total', Decimal>;
  /** Each exchanged and rounded once. */
  inBillingCurrency: Record<'retail' | 'pecEarned' | 'pecMissed', Decimal>;
  /** Unrounded, in pricing currency. */
  pecEarned: Decimal;
  pecMissed: Decimal;
  retail: Decimal;
  invoiceDate: IsoDay;
  dueDate: IsoDay;
}

/** What is to be known of the figures of a bill. */
export interface Notice {
  /**
   * `referenceCurrency`: the list is not in US dollars. `zeroNotProven`: a price of 0 in another currency is no proof that a meter is free.
   * `metersApart`: usage of one price with tiers is under several meters, each with tiers of its own. `meterFilled`: usage without a meter id
   * is counted with the only meter of its product and SKU. `unitNotCompared`: the unit of
   * the usage says no number or is not understood, and its quantity is taken in the list's. `severalCurrencies`: the usage is billed in
   * several currencies, each of which is an invoice of its own. `rowsRefused`: rows of the usage could not be used. `rowsRepeated`: rows are there
   * twice, and counted twice. Of two price lists: `listNotRead`: one was not read as a whole. `savingsPlansNotSaid`: one says no prices under
   * savings plans. `unitsNotSaid`: one does not say the unit of a price. Of losses: `otherCurrency`: the list is in another currency than the usage. `notPriced`: it
   * has no price for rows of products that it has. `listExchanged`: the list is in another currency, and exchanged at a rate that was given.
   */
  code: 'referenceCurrency' | 'zeroNotProven' | 'metersApart' | 'meterFilled' | 'unitNotCompared' | 'severalCurrencies' | 'rowsRefused' | 'rowsRepeated'
    | 'listNotRead' | 'savingsPlansNotSaid' | 'unitsNotSaid' | 'otherCurrency' | 'notPriced' | 'listExchanged';
  message: string;
  /** The bill line that it is about. */
  line: string | null;
}

export interface BillAnswer {
  schemaVersion: 1;
  pecRate: Decimal;
  /** Invoice by invoice. */
  lines: BillLine[];
  credits: CreditLine[];
  /** null where there are several, whose amounts have no sum. */
  invoice: Invoice | null;
  /** One, unless the usage of the month is billed in several currencies and none was asked for: then one for each of them. */
  invoices: Invoice[];
  /** Rows without a price: the first ones, if `unpricedLimit` was asked. */
  unpriced: UnpricedRow[];
  unpricedTotal: number;
  /** False where rows have no price, or could not be read, be it of the usage or the list. */
  complete: boolean;
  /** Months of the usage that are not in this bill, and their rows. */
  otherMonths: { month: IsoMonth; rows: number }[];
  /** Usage of the month that is billed in other currencies than the one asked for, and its rows. */
  otherCurrencies: { currency: CurrencyCode; rows: number }[];
  notices: Notice[];
}

/** Levels of the tree, the widest first. A customer has a plan for each of its resellers. */
export type TreeLevel = 'customer' | 'plan' | 'subscription' | 'resourceGroup' | 'resource' | 'meter';

export interface TreeRequest extends RateRequest {
  /** Default: the one month of the usage. */
  month?: IsoMonth;
  /** The deepest level wanted, default `meter`. */
  level?: TreeLevel;
  /** Only the node of this path and what is below it: keys from the customer down. */
  within?: string[];
  /** List so many rows without a price at most; default all. `unpricedTotal` counts all of them. */
  unpricedLimit?: number;
}

/** A node of the tree. Its totals are unrounded, in the price list's currency, and the sums of what is below it. */
export interface TreeNode extends Totals {
  level: TreeLevel;
  /** Keys from the customer down; the last one is its own. */
  path: string[];
  /** What a person calls it: the customer's or subscription's name, the last part of a resource's id, the price's title. */
  name: string;
  /** Rated lines below it. */
  lines: number;
  /** Rows below it without a price: they are in no total. */
  unpriced: number;
  /** Of a meter; null for others. */
  meter: { productId: string; skuId: string; meterId: string; unitOfMeasure: string; quantity: Decimal } | null;
}

export interface TreeAnswer {
  schemaVersion: 1;
  month: IsoMonth;
  currency: CurrencyCode;
  pecRate: Decimal;
  /** Each node stands before what is below it; beside each other, the dearest first. */
  nodes: TreeNode[];
  /** Sums of all that is wanted. */
  totals: Totals;
  /** Rows without a price: the first ones, if `unpricedLimit` was asked. */
  unpriced: UnpricedRow[];
  unpricedTotal: number;
  /** False where rows have no price, or could not be read, be it of the usage or the list. */
  complete: boolean;
  notices: Notice[];
}

/** What is explained: `line` or `within`. */
export interface ExplainRequest extends BillRequest {
  /** Id of a bill line, of a credit line, of a figure of the invoice (`invoice/total`), or of a rated row (`17`, `17.2`, `2:17`). */
  line?: string;
  /** Path of a node of the tree: keys from the customer down; empty for the sum of all. */
  within?: string[];
}

export interface ExplainAnswer {
  schemaVersion: 1;
  /** What is explained. */
  id: string;
  /** What a person calls it. */
  title: string;
  /** The bill line, where it is one. */
  line: BillLine | null;
  steps: Step[];
}

/** A customer's Azure credit, as the balance report of Partner Center has it. */
export interface CreditOffer {
  customer: string;
  agreement: string;
  /** Such as `ACO`. */
  name: string;
  currency: CurrencyCode;
  from: IsoDay | null;
  to: IsoDay | null;
  months: {
    month: IsoMonth;
    /** Used since the credit was given. */
    creditAmount: Decimal;
    /** Used in the month: less the amount of the month before; null where that is not in the report. */
    used: Decimal | null;
    /** Left at the end of the month. */
    balance: Decimal | null;
    status: string;
  }[];
}

export interface CreditBalance {
  schemaVersion: 1;
  credits: CreditOffer[];
  /** How each file was understood. */
  understood: FileFacts[];
  diagnostics: Diagnostic[];
}

// ---------------------------------------------------------------- partner earned credit

export interface RoleAnswer {
  schemaVersion: 1;
  /** As the table spells it, or as it was asked for. */
  role: string;
  /** null where the table does not have the role: unknown, not "no". */
  eligible: boolean | null;
  cite: string;
}

export interface CheckRequest {
  /** Default: AOBO for the whole time. */
  access?: AccessFacts;
  from: IsoDay;
  to: IsoDay;
  /** `/subscriptions/ID[/resourceGroups/NAME[/providers/…]]`; default the whole plan. */
  scope?: string;
  /** What is used; default a product that earns. */
  product?: AskedProduct | null;
}

/** Facts of a product; what is not said does not stand against it. */
export interface AskedProduct {
  /** Default the Azure plan; `0145P` is the offer before it. */
  offer?: 'azurePlan' | '0145P';
  /** Default pay-as-you-go. */
  purchase?: 'consumption' | 'reservation' | 'savingsPlan' | 'spot' | 'marketplace';
  publisher?: string;
  /** Tags of the price list, such as `Azure; Third Party`. */
  tags?: string;
  /** Product, SKU or meter name: the word `Spot` marks Spot capacity. */
  name?: string;
  /** Is it on the consumption price list? null: not said. */
  onConsumptionList?: boolean | null;
}

/** Why access earns on a day or does not. */
export type AccessReason =
  | 'partnerNotBilled'
  | 'agreementNotActive'
  | 'covered'
  | 'noGrant'
  | 'scopeNotCovering'
  | 'holderNotBilled'
  | 'roleUnknown'
  | 'roleNotEligible'
  | 'notLinked'
  | 'partOfDay';

export interface CheckAnswer {
  schemaVersion: 1;
  scope: string;
  eligibleDays: number;
  /** The product's reason comes first, then the partner's, then that of access. */
  days: { date: IsoDay; eligible: boolean; reason: AccessReason | PecReason; text: string; cite: string }[];
}

export interface LossesRequest extends RateRequest {
  /** Of which place and days every row is wanted, with what became of it: `within` of the answer. */
  within?: { subscription?: string | null; resourceGroup?: string | null; resource?: string | null; from?: IsoDay | null; to?: IsoDay | null } | null;
  /** Rows listed at most of `rows`, `notDue` and `within`, default all; the sums are always of all. */
  limit?: number;
}

/** Losses of a place. */
export interface LostSum {
  lost: Decimal;
  /** Before PEC. */
  retail: Decimal;
  rows: number;
  /** First and last day with a loss. */
  from: IsoDay;
  to: IsoDay;
}

/** What would mend a loss; a sentence stands beside it. */
export type LossFix =
  | 'grantAccess'
  | 'widenScope'
  | 'giveToPartner'
  | 'changeRole'
  | 'linkPartnerId'
  | 'keepWholeDay'
  | 'renewAgreement'
  | 'notBilled'
  | 'askMicrosoft';

/** Losses that one missing access explains: the widest scope on which nothing earned, day after day. */
export interface Leak {
  level: 'subscription' | 'resourceGroup' | 'resource';
  scope: string;
  subscription: string;
  /** What people call it; "" where the file does not say. */
  subscriptionName: string;
  /** "" for the whole subscription. */
  resourceGroup: string;
  /** "" for a whole group. */
  resource: string;
  /** Since when. */
  from: IsoDay;
  to: IsoDay;
  /** Days with a loss. */
  days: number;
  rows: number;
  retail: Decimal;
  lost: Decimal;
  /** It lasts on the last day of the usage. */
  goesOn: boolean;
  /** `lost / days from the first to the last x days of the last day's month`, to 15 significant digits; "0" where it is over. */
  perMonth: Decimal;
  fix: LossFix;
  fixText: string;
  /** What the access facts say of its days, the largest first; empty without facts. */
  access: { reason: AccessReason; text: string; cite: string; lost: Decimal; days: number }[];
}

/** A usage row that was lost. */
export interface LostRow {
  /** File of the row, from 1, where the usage is several. */
  fileNumber: number;
  row: number;
  date: IsoDay;
  plan: string;
  subscription: string;
  resourceGroup: string;
  resource: string;
  productId: string;
  skuId: string;
  meterId: string;
  retail: Decimal;
  lost: Decimal;
  /** null without access facts. */
  access: AccessReason | null;
  /** The row shows PEC, but its price is without it. */
  contradicts: boolean;
}

/** A usage row that earned although its product cannot, or although the access facts say that it should not have. */
export interface NotDueRow extends Omit<LostRow, 'lost' | 'contradicts'> {
  earned: Decimal;
  reason: PecReason;
  text: string;
}

/** A usage row, what became of it and why. */
export interface JudgedRow {
  fileNumber: number;
  row: number;
  date: IsoDay;
  subscription: string;
  resourceGroup: string;
  resource: string;
  productId: string;
  skuId: string;
  meterId: string;
  class: 'earned' | 'lost' | 'ineligible' | 'free' | 'unknown';
  /** What the product is; where it earns and there are access facts, what they say. */
  reason: PecReason | AccessReason;
  text: string;
  cite: string;
  retail: Decimal;
  earned: Decimal;
  lost: Decimal;
}

/** A day of a subscription or resource group. */
export interface StripDay {
  date: IsoDay;
  is: 'earned' | 'lost' | 'partlyLost' | 'ineligible' | 'free' | 'unknown';
  earned: Decimal;
  lost: Decimal;
  /** Retail of what could not earn. */
  ineligible: Decimal;
  rows: number;
}

/** Partner earned credit that a billed file shows as not earned. Amounts are unrounded, in pricing currency. */
export interface LossesAnswer {
  schemaVersion: 1;
  /** The pricing currency that the usage says. */
  currency: CurrencyCode;
  /** False where rows could not be read, the file does not say what became of a row, or the list given has no price for one. */
  complete: boolean;
  notices: Notice[];
  pecRate: Decimal;
  pecRateCite: string;
  from: IsoDay | null;
  to: IsoDay | null;
  lost: Decimal;
  /** `retail = eligibleRetail + ineligible + unknown`, and `pecOfEligible = earned + lost + leftOver`. */
  sums: {
    retail: Decimal;
    eligibleRetail: Decimal;
    pecOfEligible: Decimal;
    earned: Decimal;
    lost: Decimal;
    /** Retail of what could not earn. */
    ineligible: Decimal;
    /** Charges of rows of which the file does not say whether they earned: no PEC column, and a price that does not tell. */
    unknown: Decimal;
    /** Other than "0" only where a row shows another percentage than the rate. */
    leftOver: Decimal;
    charged: Decimal;
    /** `retail - earned - charged`: what printing cut from totals, or what does not multiply. */
    printing: Decimal;
    /** Credits that the file gives back: no usage, and in no other sum. */
    credits: Decimal;
    rowsCredit: number;
    rowsEarned: number;
    rowsLost: number;
    rowsIneligible: number;
    rowsFree: number;
    rowsUnknown: number;
    /** The column of PEC contradicts the price, and the price decides. */
    rowsContradicting: number;
    /** The retail price is 15 significant digits of a quotient that does not end. */
    rowsCut: number;
    /** The price list does not have the product, although others that it does not have earned: it is not the whole list, and nothing is concluded from what it lacks. */
    rowsNotListed: number;
    /** The list has the product, but no price for the row, say in its currency or unit: judged by the file alone. */
    rowsNotPriced: number;
  };
  byDay: { date: IsoDay; lost: Decimal; retail: Decimal; rows: number }[];
  /** The largest first, as all lists of places. */
  bySubscription: (LostSum & { subscription: string; name: string; plan: string })[];
  byResourceGroup: (LostSum & { subscription: string; resourceGroup: string })[];
  byResource: (LostSum & { subscription: string; resourceGroup: string; resource: string })[];
  ineligible: { reason: PecReason; text: string; cite: string; retail: Decimal; rows: number }[];
  leaks: Leak[];
  rows: LostRow[];
  rowsTotal: number;
  notDue: NotDueRow[];
  notDueTotal: number;
  notDueSum: Decimal;
  /** Losses on days for which the access facts say that there was access: a case for Microsoft. */
  lostWithAccess: Decimal;
  accessKnown: boolean;
  /** The rows that `within` of the request asks for. */
  within: JudgedRow[];
  withinTotal: number;
  /** Each day with usage, by subscription and group. */
  strip: { subscription: string; name: string; plan: string; days: StripDay[]; groups: { resourceGroup: string; days: StripDay[] }[] }[];
}

/** What partner earned credit an estimate will bring, under one access and under another. */
export interface ScenariosRequest {
  /** Without `access`: that is what the scenarios are about. */
  estimate: Omit<EstimateRequest, 'access'>;
  /** First month, default the month of the prices. A year is twelve months from it on. */
  month?: IsoMonth;
  /** Where the resources will be, default the whole plan. */
  scope?: string;
  /** Default: `fullAccess`, `fromThe10th`, `readerOnly`, `resellerOnly`. Without `access`: AOBO for the whole time. */
  scenarios?: { id: string; access?: AccessFacts | null }[];
  /** What of the rate is given on, as fractions of retail: "0.09" of the 0.15 to the reseller, "0.04" of these to the customer. */
  shares?: { reseller?: Decimal | null; customer?: Decimal | null } | null;
}

/** Who keeps what of PEC that is earned. */
export interface SharedPec {
  /** Provider, or direct-bill partner. */
  provider: Decimal;
  reseller: Decimal;
  customer: Decimal;
}

/** PEC under one access. */
export interface Scenario {
  id: string;
  /** PEC of the first month. */
  month: Decimal;
  /** PEC of twelve months. */
  year: Decimal;
  /** What full access would bring more. */
  lostMonth: Decimal;
  lostYear: Decimal;
  months: { month: IsoMonth; days: number; eligibleDays: number; pec: Decimal }[];
  /** Of the first month. */
  days: { date: IsoDay; eligible: boolean; reason: AccessReason; text: string; cite: string }[];
  /** Lines of the estimate that have a price; `reason` is `eligible`, or why the line never earns. */
  lines: { id: string; reason: PecReason; month: Decimal; year: Decimal }[];
  sharedMonth: SharedPec;
  sharedYear: SharedPec;
}

/**
 * A month's use is spread evenly over its days. Amounts are unrounded, in pricing currency; a quotient by the days of a
 * month that does not end has 15 significant digits.
 */
export interface ScenariosAnswer {
  schemaVersion: 1;
  on: IsoDay;
  month: IsoMonth;
  currency: CurrencyCode;
  pecRate: Decimal;
  pecRateCite: string;
  /** Monthly, before PEC. */
  retail: Decimal;
  /** The part of it that can earn. */
  canEarn: Decimal;
  /** PEC with access on every day. */
  fullMonth: Decimal;
  fullYear: Decimal;
  /** What no access makes earn; `oneTime` is charged once for a term. */
  neverEarns: { reason: PecReason; text: string; cite: string; oneTime: boolean; retail: Decimal; lines: string[] }[];
  /** What access on each day of the first month is worth. */
  days: { date: IsoDay; retail: Decimal; pec: Decimal }[];
  scenarios: Scenario[];
  unpriced: number;
}

// ---------------------------------------------------------------- verify

/** What was read of a reconciliation file. */
export interface ReconInfo extends FileFacts {
  /** Files that were read; each entry of a zip counts. */
  files: number;
  rows: number;
  kept: number;
  refused: number;
  /** How each file was understood. */
  understood: FileFacts[];
  diagnostics: Diagnostic[];
  diagnosticsTotal: number;
}

/** What explains all of a difference, the most specific one. */
export type VerifyCause =
  | 'price'
  | 'priceDate'
  | 'tier'
  | 'pecMissing'
  | 'pecNotDue'
  | 'promotion'
  | 'fx'
  | 'rounding'
  | 'arithmetic'
  | 'duplicateRow'
  | 'missingRow'
  | 'lateUsage'
  | 'reconTotal';

export interface VerifyRequest extends RateRequest {
  /** Published rates. Without them a month's rate is the one that most of its rows print. */
  exchangeRates?: ExchangeRate[];
  /** How the lines of the reconciliation file became money, default `documented`. */
  rounding?: RoundingPolicy;
  /** Differences, and rows without a price, listed at most; default all. Counts and sums are always of all. */
  limit?: number;
}

/** How far a verification is: rows looked at, each once in every pass over them. */
export interface VerifyProgress {
  done: number;
  total: number;
}

/** A figure that is not what it should be. */
export interface VerifyDifference {
  /** The file that `row` counts in. */
  file: 'usage' | 'recon';
  /** Which of the files of that kind, from 1: row numbers count anew in each. */
  fileNumber: number;
  row: number;
  cause: VerifyCause;
  /** Column of the figure, as Microsoft names it. */
  column: string;
  printed: Decimal;
  computed: Decimal;
  /** The money that is off, above 0 charged too much: `printed - computed`; of a rate alone, what the row's totals are off by it. */
  difference: Decimal;
  /** Of the difference. */
  currency: CurrencyCode;
  date: IsoDay | null;
  plan: string;
  subscription: string;
  productId: string;
  skuId: string;
  meterId: string;
  /** The rows that it is of, where nothing says which of them are wrong (rules 15.6): `row` is the first, and none counts as checked. */
  rows?: { fileNumber: number; row: number }[];
  /** A sentence. */
  explain: string;
}

/** Rows or lines that were not checked: they never count as agreeing. */
export interface NotChecked {
  count: number;
  /** They add up to the count. */
  reasons: { code: NotCheckedCode; count: number; text: string }[];
}

/**
 * `refused`: could not be read; `noAmount`: no total that can be read; `unpriced`: not in the list; `noRate`: nothing says a
 * rate; `severalWays`: other rows of the day may be the wrong ones (rules 15.6); `credit`: money given back; `commitment`: a reservation or savings plan; `otherMonth`: a month without usage;
 * `otherPurchase`: no Azure usage.
 */
export type NotCheckedCode = 'refused' | 'noAmount' | 'unpriced' | 'noRate' | 'severalWays' | 'credit' | 'commitment' | 'otherMonth' | 'otherPurchase';

export interface VerifyAnswer {
  schemaVersion: 1;
  /** The answer in one sentence. */
  verdict: string;
  /** Rows of the usage file that were checked, of which `agreeing` have no difference; with `notChecked.count` all rows of the file. */
  checked: number;
  agreeing: number;
  notChecked: NotChecked;
  /** False where something that the files should say was not read: refused rows, amounts, prices, rates, columns, months. */
  complete: boolean;
  /** Columns of totals that the usage does not have. */
  missingColumns: string[];
  /** Rows of the usage file that are no usage, but customer credits: not checked. */
  credits: number;
  /** Lines of the reconciliation file that were checked; with `reconNotChecked.count` all lines of the file. */
  reconChecked: number;
  reconAgreeing: number;
  reconNotChecked: NotChecked;
  /** Months of usage of which the reconciliation file has no line. */
  monthsWithoutLines: IsoMonth[];
  /** Lines of the reconciliation file that are no usage of these rows: credits, purchases. */
  reconOther: number;
  /** False where there was no price list: prices and tiers were not checked. */
  pricesChecked: boolean;
  /** By file and row. */
  differences: VerifyDifference[];
  differencesTotal: number;
  byCause: Partial<Record<VerifyCause, { count: number; sum: Record<CurrencyCode, Decimal> }>>;
  /** Sum of all differences by currency: what `byCause` adds up to. */
  difference: Record<CurrencyCode, Decimal>;
  /** Rows whose price is not in the list: the first ones, if `limit` was asked. */
  unpriced: UnpricedRow[];
  unpricedTotal: number;
}

// ---------------------------------------------------------------- estimate

/** What a customer will use in a month. */
export interface EstimateLine {
  /** The caller's own id, unique in the request. */
  id: string;
  productId: string;
  skuId: string;
  meterId?: string;
  region?: string;
  type?: PriceType;
  term?: string;
  /** Units a month; with `hours`, the number of instances (of hundreds, where the unit is `100/Hour`). */
  quantity: Decimal;
  /** Hours a month that each instance runs; only for units that count hours. */
  hours?: Decimal;
}

export interface EstimateRequest {
  lines: EstimateLine[];
  on?: IsoDay;
  pecRate?: Decimal;
  access?: AccessFacts;
  currency?: CurrencyCode;
  exchangeRates?: ExchangeRate[];
}

/** `found: false` lines are in no total. Reservations are one-time charges for the whole term and are summed apart. */
export type EstimatedLine =
  | {
      id: string;
      found: true;
      price: PriceHit;
      /** Units of measure in a month. */
      units: Decimal;
      charge: 'monthly' | 'oneTime';
      retail: Decimal;
      pec: Decimal;
      pecPercent: Decimal;
      pecReason: PecReason;
      /** What Microsoft bills, in pricing currency, rounded as a bill line. */
      pricingTotal: Decimal;
      /** The same in billing currency. */
      billingTotal: Decimal;
      parts: Part[];
      steps: Step[];
    }
  | { id: string; found: false; reason: NotFoundReason | 'hoursNotApplicable'; message: string; nearest: PriceHit[] };

export interface EstimateTotals {
  retail: Decimal;
  pec: Decimal;
  pricingTotal: Decimal;
  billingTotal: Decimal;
}

export interface EstimateAnswer {
  schemaVersion: 1;
  on: IsoDay;
  currency: CurrencyCode;
  pricingCurrency: CurrencyCode;
  exchangeRate: Decimal;
  pecRate: Decimal;
  lines: EstimatedLine[];
  monthly: EstimateTotals;
  oneTime: EstimateTotals;
  /** Lines without a price; where this is not 0 the totals are incomplete. */
  unpriced: number;
  /** False where lines have no price, or rows of the price list could not be placed. */
  complete: boolean;
}

// ---------------------------------------------------------------- quote

/** What the partner adds to and takes from list prices, as fractions (10 % is "0.1"). */
export interface QuoteTerms {
  /** Added to the list price; may be below 0, not below -1. */
  markup?: Decimal | null;
  /** Taken from the price with its markup, from 0 to 1. */
  discount?: Decimal | null;
  /** Tax on the sum that the customer pays, from 0 to 1. */
  tax?: Decimal | null;
}

/** A line of a saved estimate, as the page writes it. */
export interface SavedLine {
  id: string;
  /** "" for none. */
  group?: string;
  /** What the line was called when it was added: shown where the list does not know it. */
  title?: string;
  unitOfMeasure?: string;
  productId: string;
  skuId: string;
  meterId?: string | null;
  region?: string | null;
  type?: PriceType | null;
  term?: string | null;
  /** Units a month; with `hours`, instances (hundreds, where the unit is `100/Hour`). */
  quantity: Decimal;
  /** Hours a month that each instance runs, or `calendar` for all hours of the priced month. */
  hours?: Decimal | 'calendar' | null;
  /** In place of the estimate's. */
  markup?: Decimal | null;
  discount?: Decimal | null;
}

/** A saved estimate. It holds no figure that was computed. */
export interface SavedEstimate {
  id?: string;
  name?: string;
  sample?: boolean;
  terms?: QuoteTerms;
  lines: SavedLine[];
}

export interface QuoteRequest {
  estimate: SavedEstimate;
  /** Default `partner`. For a customer, what is the partner's is not in the answer at all. */
  audience?: 'partner' | 'customer';
  /** In place of the estimate's, one by one. */
  terms?: QuoteTerms;
  on?: IsoDay;
  pecRate?: Decimal;
  access?: AccessFacts;
  currency?: CurrencyCode;
  exchangeRates?: ExchangeRate[];
}

/** What a line is about. */
export interface QuotedFacts {
  id: string;
  group: string;
  title: string;
  productId: string;
  skuId: string;
  region: string;
  quantity: Decimal;
  hours: Decimal | null;
}

/** Fields after `customer` are the partner's: a customer's quote does not have them. */
export type QuotedLine =
  | (QuotedFacts & {
      found: true;
      /** Units of measure in a month. */
      units: Decimal;
      unitOfMeasure: string;
      term: string | null;
      charge: 'monthly' | 'oneTime';
      /** What the customer pays, before tax: list price x (1 + markup) x (1 - discount), to the nearest minor unit. */
      customer: Decimal;
      /** What Microsoft would bill without PEC. */
      list?: Decimal;
      markup?: Decimal;
      discount?: Decimal;
      /** What Microsoft bills. */
      partnerCost?: Decimal;
      /** Unrounded, in billing currency (to 15 significant digits where it was exchanged). */
      pec?: Decimal;
      pecReason?: PecReason;
      /** `customer - partnerCost`. */
      margin?: Decimal;
      /** How `customer` came about. */
      steps?: Step[];
      /** How `partnerCost` came about. */
      costSteps?: Step[];
    })
  | (QuotedFacts & { found: false; reason: NotFoundReason | 'hoursNotApplicable'; message: string; nearest?: PriceHit[] });

/** null where no line of the kind is priced. Fields after `customer` are the partner's. */
export interface QuoteSums {
  customer: Decimal | null;
  list?: Decimal | null;
  partnerCost?: Decimal | null;
  pec?: Decimal | null;
  margin?: Decimal | null;
}

export interface TaxedSums extends QuoteSums {
  /** null where no rate is given. */
  tax: Decimal | null;
  customerWithTax: Decimal | null;
}

export interface QuoteAnswer {
  schemaVersion: 1;
  name: string;
  audience: 'partner' | 'customer';
  /** Billing currency, of all amounts. */
  currency: CurrencyCode;
  complete: boolean;
  /** Lines without a price; they are in no total. */
  unpriced: number;
  lines: QuotedLine[];
  groups: (QuoteSums & { name: string; unpriced: number; oneTime: QuoteSums | null })[];
  /** What comes every month; what comes once (reservations, for the whole term) is in `oneTime`. */
  totals: TaxedSums & { oneTime: TaxedSums | null };
  /** What the figures rest on. */
  stamps: {
    pricesOn: IsoDay;
    market: string | null;
    pricingCurrency: CurrencyCode;
    /** null where nothing is exchanged. */
    exchangeMonth: IsoMonth | null;
    exchangeRate: Decimal | null;
    tax: Decimal | null;
    /** Not in a customer's quote. */
    pecRate?: Decimal;
    /** Version of the engine. */
    engine: string;
  };
  /** `incomplete`, `unpriced`, `oneTime`, `sample`, `empty`; for the partner also `belowCost` and `pecAssumed`. */
  warnings: { code: string; message: string; line: string | null }[];
}

// ---------------------------------------------------------------- two quotes

export interface QuoteDiffRequest {
  before: QuoteRequest;
  /** In the same currency, for the same audience. */
  after: QuoteRequest;
}

/** `after - before`; null where a price is missing. Fields after `customer` are the partner's: a customer's answer does not have them. */
export interface QuoteDifference {
  customer: Decimal | null;
  partnerCost?: Decimal | null;
  /** Unrounded. */
  pec?: Decimal | null;
  margin?: Decimal | null;
}

/** Two quotes side by side. */
export interface QuoteDiffAnswer {
  schemaVersion: 1;
  audience: 'partner' | 'customer';
  currency: CurrencyCode;
  before: QuoteAnswer;
  after: QuoteAnswer;
  /** Lines of both, those of one price in one; in the order of `after`, what it does not have at the end. Ids are of the lines of either quote. */
  lines: { kind: 'added' | 'removed' | 'changed' | 'same'; title: string; before: string | null; after: string | null; difference: QuoteDifference }[];
  monthly: QuoteDifference;
  /** null where neither has one-time charges. */
  oneTime: QuoteDifference | null;
}

// ---------------------------------------------------------------- compare

/** A language of tables that are shown to people. */
export type Language = 'en' | 'zh-Hant';

export interface OffersRequest {
  /** `2020` or `2023`; default the newest. */
  edition?: string;
  /** Offers by id or name; default all. */
  offers?: string[];
  /** Attributes by id or name; default all. */
  attributes?: string[];
  /** Needs by id or name: offers that do not meet one of them are left out. */
  needs?: string[];
  onlyDifferences?: boolean;
  language?: Language;
}

export interface OffersAnswer {
  schemaVersion: 1;
  edition: string;
  /** Day of the page. */
  day: IsoDay;
  cite: string;
  /** All editions, the newest last. */
  editions: string[];
  /** Offers that were chosen and meet the needs. `depends`: it depends, or the page does not say. */
  offers: { id: string; name: string; needs: { id: string; fit: 'yes' | 'no' | 'depends' }[] }[];
  /** By attribute and offer id; null where the page says nothing. */
  rows: { attribute: string; name: string; values: Record<string, string | null>; notes: Record<string, string>; differs: boolean }[];
  /** Ids of attributes in which the offers differ. */
  differences: string[];
  /** What one edition has differently from the one before. */
  changes: { attribute: string; offer: string; from: string; to: string; before: string | null; after: string | null }[];
  /** Needs that can be asked for. */
  needs: { id: string; name: string }[];
}

export interface PurchaseRequest {
  /** Of the pay-as-you-go price. */
  productId: string;
  skuId: string;
  meterId?: string;
  region?: string;
  /** Day of the prices; default the newest that the list prices. */
  on?: IsoDay;
  /** Hours a month that each instance runs; default all. */
  hours?: Decimal;
  /** First month of the calendar to count hours by; default 730 hours each month. */
  month?: IsoMonth;
  /** Instances, or units a month where the unit counts no hours; default 1. */
  quantity?: Decimal;
  /** Partner earned credit as a fraction, default the rate in force. */
  pecRate?: Decimal;
  /** What the partner adds to the list price, as a fraction of it; default 0. */
  markup?: Decimal;
  /** Yearly rate at which later payments are discounted; default none. */
  discountRate?: Decimal;
  /** The customer brings the licences of software that the price includes. */
  hybridBenefit?: boolean;
}

export type WayKind = 'payAsYouGo' | 'payAsYouGoWithPec' | 'reservation' | 'savingsPlan' | 'spot' | 'devTest';

/** Amounts of one side. */
export interface Paid {
  atStart: Decimal;
  eachMonth: Decimal;
  total: Decimal;
  /** Worth today; null without a discount rate. */
  presentValue: Decimal | null;
}

/** Why a way to pay is not offered: `countUnknown` is in the list, but not how many of it are needed; `retired` is neither sold nor renewed. */
/** Why a way is not there; `notRead`: not in the part of the list that was read. */
export type NotOffered = 'notInList' | 'notRead' | 'ambiguous' | 'countUnknown' | 'retired';

/** A way to pay. Figures are null where the list does not have it (`found: false`). */
export interface PurchaseOption {
  /** `reservation-P1Y`. */
  id: string;
  kind: WayKind;
  term: string | null;
  found: boolean;
  reason: NotOffered | null;
  /** What is missing; of a Dev/Test price of 0, what that is. */
  message: string | null;
  /** Of a reservation for the whole term, although its unit says hours; of a savings plan the pay-as-you-go price. */
  price: PriceHit | null;
  unitPrice: Decimal | null;
  /** How many of a reservation it takes, `unitPrice` each; what is sold by the unit says which (`1 vCore`), and `text` is `64 x 1 vCore`. */
  reservations: { count: Decimal; of: string | null; text: string } | null;
  /** One hour of one instance, where all hours are used. */
  hourly: Decimal | null;
  customerMonthly: Decimal | null;
  customerYearly: Decimal | null;
  customerTerm: Decimal | null;
  partnerMonthly: Decimal | null;
  partnerYearly: Decimal | null;
  partnerTerm: Decimal | null;
  /** Each month: PEC and markup. */
  partnerKeeps: Decimal | null;
  pec: Decimal | null;
  pecReason: PecReason;
  commitmentHourly: Decimal | null;
  /** Hours of each instance that are paid for and not used. */
  unusedHours: Decimal | null;
  unusedMonthly: Decimal | null;
  /** Below pay as you go for the customer, in percent; negative where it costs more; null of a Dev/Test price of 0. */
  savingPercent: Decimal | null;
  payments: { billing: 'upFront' | 'monthly'; months: number; customer: Paid; partner: Paid }[];
  /** What a month costs by hours of use: straight lines between these points. */
  points: { hours: Decimal; customer: Decimal; partner: Decimal }[];
  steps: Step[];
}

/** From how much use on a commitment costs less than pay as you go: for the customer, and for the partner after PEC. */
export interface BreakEven {
  option: string;
  /** null where the unit counts no hours. */
  hoursPerMonth: Decimal | null;
  hoursPerTerm: Decimal | null;
  /** In percent. */
  utilisation: Decimal;
  /** False where not even full use reaches it. */
  reachable: boolean;
  partnerHoursPerMonth: Decimal | null;
  partnerHoursPerTerm: Decimal | null;
  partnerUtilisation: Decimal;
  partnerReachable: boolean;
  /** What the customer pays in a month at the customer's point. */
  customerMonthly: Decimal;
  partnerMonthly: Decimal;
  steps: Step[];
}

export type PurchaseNote =
  | 'wholeTerm' | 'byTheUnit' | 'noPec' | 'unusedLost' | 'sameTotal' | 'software' | 'currentPrices' | 'minimum' | 'spot' | 'devTest' | 'partnerSheet' | 'retailList';

export type PurchaseAnswer =
  | {
      schemaVersion: 1;
      found: true;
      /** False where rows of the price list could not be placed, or it is a part of a longer one. */
      complete: boolean;
      on: IsoDay;
      currency: CurrencyCode;
      price: PriceHit;
      quantity: Decimal;
      hours: Decimal | null;
      hoursOfMonth: Decimal;
      hoursOfYear: Decimal;
      month: IsoMonth | null;
      pecRate: Decimal;
      markup: Decimal;
      discountRate: Decimal | null;
      /** Software in the pay-as-you-go price that no commitment covers. */
      software: { hourly: Decimal; without: PriceHit; brought: boolean } | null;
      options: PurchaseOption[];
      breakEven: BreakEven[];
      /** Ids of options; Spot and Dev/Test are left out. */
      cheapest: { customer: string; partner: string; keeps: string };
      notes: { rule: PurchaseNote; text: string; cite: string }[];
    }
  | { schemaVersion: 1; found: false; on: IsoDay; reason: NotFoundReason; message: string; nearest: PriceHit[]; options: []; breakEven: [] };

export interface CommitmentRequest {
  /** Of the pay-as-you-go price. */
  productId: string;
  skuId: string;
  meterId?: string;
  region?: string;
  on?: IsoDay;
  /** Instances in use, hour by hour; parts of an hour as parts of one. */
  usage: Decimal[];
  /** Whose cost is the least: the customer's at list price (default), or the partner's after PEC. */
  side?: 'customer' | 'partner';
  pecRate?: Decimal;
  /** Terms that may be bought; default all that the list has. */
  terms?: string[];
}

/** What to commit, and what the profile then costs. */
export interface CommitmentMix {
  /** `count` reservations, `each` of them for one instance; what is sold by the unit says `of` which (`1 vCore`). */
  reservation: { term: string; unitPrice: Decimal; count: number; of: string | null; each: Decimal; cost: Decimal; covered: Decimal; unused: Decimal; utilisation: Decimal | null } | null;
  savingsPlan: { term: string; unitPrice: Decimal; hourly: Decimal; cost: Decimal; covered: Decimal; unused: Decimal; utilisation: Decimal | null } | null;
  /** Software of what is committed, which stays pay as you go. */
  software: { quantity: Decimal; cost: Decimal } | null;
  payAsYouGo: { quantity: Decimal; cost: Decimal };
  total: Decimal;
  /** Below pay as you go alone, in percent. */
  savingPercent: Decimal | null;
}

export type CommitmentAnswer =
  | {
      schemaVersion: 1;
      found: true;
      /** False where rows of the price list could not be placed, or it is a part of a longer one. */
      complete: boolean;
      on: IsoDay;
      currency: CurrencyCode;
      price: PriceHit;
      side: 'customer' | 'partner';
      /** For one unit and hour, on that side. */
      payAsYouGo: Decimal;
      pecRate: Decimal;
      /** Hours of the profile. */
      hours: Decimal;
      used: Decimal;
      peak: Decimal;
      /** The best of each pair of terms, the cheapest first. */
      mixes: CommitmentMix[];
      /** Software in the price that no commitment covers. */
      software: { hourly: Decimal; without: PriceHit; brought: boolean } | null;
      /** Commitments that can't be bought, and why. */
      missing: { kind: 'reservation' | 'savingsPlan'; term: string; reason: NotOffered; message: string }[];
      cite: string;
    }
  | { schemaVersion: 1; found: false; on: IsoDay; reason: NotFoundReason; message: string; nearest: PriceHit[] };

/** Where use is, or a benefit holds; nothing is everywhere. */
export interface BenefitScope {
  subscription?: string | null;
  resourceGroup?: string | null;
  managementGroup?: string | null;
}

/** The use of one hour, and the benefits in force. */
export interface ApplyRequest {
  uses?: {
    id: string;
    /** What reservations must be for, such as a series of machines. */
    group: string;
    /** Size within the group; default 1. */
    ratio?: Decimal | null;
    /** Hours of use. */
    quantity: Decimal;
    /** Price of one hour. */
    payAsYouGo: Decimal;
    /** Prices of one hour by term; what is not there is not covered. */
    savingsPlans?: Record<string, Decimal>;
    scope?: BenefitScope;
  }[];
  /** `hourly`: what an hour of one costs, its price over the hours of its term; without it, no savings are told. */
  reservations?: { id: string; group: string; ratio?: Decimal | null; quantity: Decimal; hourly?: Decimal | null; scope?: BenefitScope }[];
  /** Units bought in advance, such as those of Azure Databricks: an hour of use takes its ratio of them, after reservations and before savings plans. */
  prePurchasePlans?: {
    id: string;
    group: string;
    /** What it is for too: of several plans at one scope the most targeted applies first. */
    also?: string[];
    units: Decimal;
    /** Day on which what is left is lost: of plans for the same the one that expires first is used first. */
    expires?: IsoDay | null;
    scope?: BenefitScope;
  }[];
  savingsPlans?: { id: string; term: string; hourly: Decimal; scope?: BenefitScope }[];
}

export interface ApplyAnswer {
  schemaVersion: 1;
  /** In the order in which it was applied. */
  covered: { id: string; benefit: string; quantity: Decimal; commitment: Decimal | null }[];
  payAsYouGo: { id: string; quantity: Decimal; cost: Decimal }[];
  /** Hours of a reservation, money of a savings plan. */
  unused: { benefit: string; quantity: Decimal; utilisation: Decimal | null; savings: Decimal | null }[];
  /** Units of pre-purchase plans: what the hour took, and what is left for later ones. */
  prePurchased: { benefit: string; used: Decimal; left: Decimal }[];
  /** Savings plans and pay as you go; reservations and units bought in advance are paid for. */
  cost: Decimal;
  retail: Decimal;
  cite: string;
}

export interface ReservationRequest {
  /** For the whole term, of all units. */
  price: Decimal;
  term: string;
  /** Day of purchase. */
  from: IsoDay;
  /** Day on which it is looked at; default the day of purchase. */
  on?: IsoDay;
  /** Default `upFront`. */
  billing?: 'upFront' | 'monthly';
  /** Commitments cancelled in the twelve months before, in US dollars. */
  cancelled?: Decimal;
  /** Fee on what is given back, as a fraction; default what is charged at present. */
  feeRate?: Decimal;
  /** What the whole term costs at present: a refund is by the lower of both prices. */
  currentPrice?: Decimal;
  product?: string;
  /** It reserves compute: machines, dedicated hosts, App Service; default what the product says, else true. */
  compute?: boolean;
  /** What it reserves; default what `compute` or the product says. */
  kind?: 'compute' | 'database' | 'other';
}

export interface ReservationAnswer {
  schemaVersion: 1;
  from: IsoDay;
  /** First day after the term. */
  to: IsoDay;
  on: IsoDay;
  days: number;
  daysUsed: number;
  daily: Decimal;
  amortised: Decimal;
  remaining: Decimal;
  cite: string;
  refund: {
    allowed: boolean;
    text: string;
    /** Of what was paid, before the fee. */
    prorated: Decimal;
    feeRate: Decimal;
    fee: Decimal;
    /** As `paidBack`. */
    amount: Decimal;
    /** Money that was paid and comes back; 0 where nothing is given back. */
    paidBack: Decimal;
    /** Payments to come that are cancelled: neither paid nor paid back. */
    cancelledPayments: Decimal;
    /** Both, before the fee and at the purchase price: what counts against the cap. */
    cancelledCommitment: Decimal;
    /** With the fee that the offers page prints, where another one is taken here: the sources differ. */
    printed: { feeRate: Decimal; fee: Decimal; amount: Decimal; cite: string } | null;
    cap: Decimal;
    /** After this return; negative where it is not enough. */
    capLeft: Decimal;
    countsUntil: IsoDay;
    cite: string[];
  };
  kind: 'compute' | 'database' | 'other';
  /** `once`: one last time. */
  exchange: { allowed: 'yes' | 'no' | 'once'; text: string; minimum: Decimal; cite: string };
  /** A savings plan in its place: least commitment an hour; empty where it can't be traded in. */
  tradeIn: { term: string; hours: Decimal; hourly: Decimal; cite: string }[];
  /** What else bears on it. */
  rules: { rule: string; text: string; cite: string }[];
}

// ---------------------------------------------------------------- markets

export interface Market {
  /** ISO 3166-1. */
  code: string;
  name: string;
  otherNames: string[];
  /** CSP region; null where the page does not have the market. */
  region: string | null;
  /** Billing currency where the sources agree on one; null also where nothing is sold. */
  currency: CurrencyCode | null;
  currencies: { currencies: CurrencyCode[]; cite: string }[];
  /** The sources differ. */
  conflict: boolean;
  /** What dated lists say of reservations, the newest last. The pages stand side by side: a newer list does not end an older one. */
  reservations: { available: boolean; from: IsoDay; text: string; cite: string }[];
  /** The lists differ: whether reservations are sold there is not established. */
  reservationsConflict: boolean;
  /** Since when nothing new is sold there, the newest last; empty where the market is open. */
  closings: { from: IsoDay; text: string; cite: string }[];
  rules: { kind: 'currency' | 'availability'; from: IsoDay; text: string; cite: string }[];
}

export interface MarketsAnswer {
  schemaVersion: 1;
  asked: string;
  markets: Market[];
  /** What is near where there is none. */
  nearest: string[];
}

// ---------------------------------------------------------------- plan check

export type PlanAction =
  | 'buyAzurePlan'
  | 'moveFromLegacy'
  | 'buyLegacy'
  | 'buyReservation'
  | 'buySavingsPlan'
  | 'transfer'
  | 'cancelTransfer'
  | 'cancelSubscriptions'
  | 'cancelPlan';

/**
 * What is known of a partner, a customer and what they intend. What is not given (or null) is not known, which is not
 * "no"; an empty list says that there are none. "Legacy" is the offer MS-AZR-0145P.
 */
export interface PlanFacts {
  /** The day on which it is to happen: it decides which rules hold. */
  on: IsoDay;
  action: PlanAction;
  /** Language of the answer, default `en`. */
  language?: 'en' | 'zh-Hant';
  /** Who acts; for a transfer, the future partner. */
  partner?: {
    kind?: 'directBill' | 'indirectProvider' | 'indirectReseller' | null;
    /** Day of enrolment in CSP. */
    enrolledOn?: IsoDay | null;
    /** Multifactor authentication for every user account of the partner tenant. */
    mfa?: boolean | null;
    /** English name or two-letter code; given, the CSP regions of partner and customer are compared. */
    market?: string | null;
    /** Microsoft Partner Agreement signed. */
    agreementSigned?: boolean | null;
    /** Day of the month, 1 to 31, on which billing periods of 0145P begin. */
    billingAnniversary?: number | null;
    /** Who acts: roles in Partner Center, and owner of the Azure subscriptions as the Azure portal asks for it. */
    user?: { globalAdmin?: boolean | null; adminAgent?: boolean | null; owner?: boolean | null };
    /** Days for which the oldest unpaid invoice of Microsoft is overdue; 0 where none is. */
    overdueDays?: number | null;
    /** The yearly authorization of the program for this kind of partner is met. */
    authorized?: boolean | null;
  };
  customer?: {
    /** Market of the customer's tenant: English name or two-letter code. */
    market?: string | null;
    resellerRelationship?: boolean | null;
    /**
     * Microsoft Customer Agreement. `way` is how Microsoft has the acceptance on record: by the customer in the Microsoft 365
     * admin center, by the enhanced attestation API, or confirmed in Partner Center, by the API before or in bulk, which ended.
     */
    agreement?: { accepted?: boolean | null; acceptedOn?: IsoDay | null; way?: 'directAcceptance' | 'attestationApi' | 'partnerCenter' | null };
    /** The customer has bought 0145P at some time. */
    boughtLegacy?: boolean | null;
  };
  /** The reseller that an order of an indirect provider names. `id` is its PartnerID; `0` is sold directly. */
  resellerOfRecord?: { id?: string | null; active?: boolean | null; compliant?: boolean | null };
  /** Azure plans of the customer with this partner. `active` is by default true, here and below. */
  azurePlans?: { reseller?: string | null; active?: boolean }[] | null;
  /** 0145P subscriptions. `id` is that of the commerce subscription, or any name that tells it from others. */
  legacySubscriptions?: {
    id: string;
    /** Id of the Azure subscription, where it differs: after a change of billing ownership. */
    entitlementId?: string | null;
    /** Reseller of record (PartnerID); `0` is sold directly. */
    reseller?: string | null;
    active?: boolean;
    /** Azure partner shared services, which are no part of the Azure plan. */
    sharedServices?: boolean;
  }[] | null;
  /** Azure subscriptions under the Azure plan. */
  subscriptions?: { id: string; active?: boolean }[] | null;
  /** Reservations and savings plans. */
  reservations?: { id: string; active?: boolean; payment?: 'upFront' | 'monthly' | null; legacy?: boolean }[] | null;
  /** Ids of what is to be cancelled or transferred; default all that is active. */
  selected?: string[] | null;
  /** Where subscriptions are cancelled: Partner Center and its API are for compromised ones. */
  via?: 'partnerCenter' | 'api' | 'azurePortal' | null;
  transfer?: {
    status?: 'pending' | 'inProgress' | 'complete' | 'expired' | null;
    /** Day of the request, default `on`. */
    requestedOn?: IsoDay | null;
    /** Both partners are billed in the same currency. */
    sameCurrency?: boolean | null;
  };
}

/** One rule, applied to the facts. */
export interface PlanRule {
  /** Stable name, e.g. `agreement`. */
  rule: string;
  title: string;
  /** null: a fact is not known, or no source decides. */
  ok: boolean | null;
  /** false where no source decides, or sources differ, whatever the facts. */
  established: boolean;
  /** Stable name of what was found, e.g. `future`. */
  finding: string;
  reason: string;
  /** What to do about it, or to find out. */
  next: string | null;
  /** The fact that decides: a path into `PlanFacts`, e.g. `customer.agreement.acceptedOn`. */
  fact: string;
  /** First day of the rule in this form. */
  from: IsoDay | null;
  cite: string;
}

/** Something that happens when it is done on that day. */
export interface PlanEffect {
  effect: string;
  title: string;
  /** null: no day, or not known. */
  on: IsoDay | null;
  finding: string;
  text: string;
  next: string | null;
  cite: string;
}

export interface PlanAnswer {
  schemaVersion: 1;
  on: IsoDay;
  action: PlanAction;
  language: 'en' | 'zh-Hant';
  /** Every rule holds; false also where something is not known. */
  ready: boolean;
  verdict: 'ready' | 'notReady' | 'unknown';
  /** Rules that do not hold. */
  failing: number;
  /** Rules of which it is not known. */
  unknown: number;
  /** Those of them that no source decides. */
  notEstablished: number;
  rules: PlanRule[];
  /** Rules that few fail and of which no fact was given: they were not checked, and are no part of the verdict. */
  notChecked: PlanRule[];
  /** Azure plans that result, with the 0145P subscriptions that move under each; null where that is not known. */
  plans: { reseller: string | null; subscriptions: string[] }[] | null;
  /** In the order of days; what has no day comes last. */
  effects: PlanEffect[];
}
