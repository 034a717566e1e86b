// The elements as a page uses them. They need no types of the library they are made with.
import type {
  Audience, BillRequest, Engine, EstimateDocument, Explanation, Messages, OpenAccess, OpenList, OpenRecon, OpenUsage, PlanFacts, PriceHit, PriceQuery, SearchAnswer, Settings,
} from './elements/types.js';

export type * from './elements/types.js';

/** Defines every element by its name; names that are taken are left alone. */
export function defineElements(): void;

/** What every element shares. `locale` is `en` (default) or `zh-Hant`. */
export class AzplanElement extends HTMLElement {
  locale: string;
  /** Resolves when what was set is shown. */
  readonly updateComplete: Promise<boolean>;
}

/** A view: what it works on comes as properties, what a person does goes out as events. */
export class AzplanView extends AzplanElement {
  engine: Engine | null;
  list: OpenList | null;
  settings: Settings;
  /** A `customer` sees neither PEC nor what Microsoft bills. */
  audience: Audience;
}

/** `<azplan-prices>`: search in the open list. Fires `azplan-query` and `azplan-add`. */
export class AzplanPrices extends AzplanView {
  query: PriceQuery;
  /** A second list, which knows more of a price's history. */
  other: OpenList | null;
  focusSearch(): void;
}

/** `<azplan-price-details>`: all that the list says about one price. Fires `azplan-add`. */
export class AzplanPriceDetails extends AzplanView {
  other: OpenList | null;
  open(hit: PriceHit): Promise<void>;
  close(): void;
}

/** `<azplan-facets>`: what a search can be narrowed by. Fires `azplan-facet`. */
export class AzplanFacets extends AzplanElement {
  facets: SearchAnswer['facets'] | null;
  query: PriceQuery;
}

/** `<azplan-estimate>`: lines with what each comes to. Fires `azplan-estimate-change`, `azplan-estimate-command`, `azplan-goto`. */
export class AzplanEstimate extends AzplanView {
  estimate: EstimateDocument;
  estimates: EstimateDocument[];
}

/** `<azplan-diff>`: what changed between two lists. Fires `azplan-compare`, `azplan-end-compare`, `azplan-swap-lists`. */
export class AzplanDiff extends AzplanView {
  /** The second list. */
  other: OpenList | null;
  usage: OpenUsage | null;
  estimate: EstimateDocument | null;
}

/** `<azplan-compare>`: which way to pay, which offer, which market; one of the three below at a time. */
export class AzplanCompare extends AzplanView {
  shown: 'ways' | 'offers' | 'markets';
  estimate: EstimateDocument | null;
}

/** `<azplan-purchase>`: the ways to pay for one workload. */
export class AzplanPurchase extends AzplanView {
  estimate: EstimateDocument | null;
}

/** `<azplan-offers>`: the offers of the programme side by side. */
export class AzplanOffers extends AzplanView {}

/** `<azplan-commitment>`: how many to reserve and how much to commit, by use hour by hour. */
export class AzplanCommitment extends AzplanView {
  workload: PriceHit | null;
}
/** `<azplan-markets>`: CSP region, billing currency and reservations of a market. */
export class AzplanMarkets extends AzplanView {}

/** `<azplan-price-change>`: one price in two lists. */
export class AzplanPriceChange extends AzplanView {
  close(): void;
}

/** `<azplan-pec>`: partner earned credit lost in a billed file, or brought by an estimate. Fires `azplan-files`, `azplan-sample-usage`, `azplan-close-file`. */
export class AzplanPec extends AzplanView {
  usage: OpenUsage | null;
  access: OpenAccess | null;
  estimate: EstimateDocument | null;
}

/** `<azplan-pec-rows>`: the rows of a place and its days, each with what became of its PEC. */
export class AzplanPecRows extends AzplanView {
  close(): void;
}

/** `<azplan-plan>`: is this customer ready. Fires `azplan-plan-change`. */
export class AzplanPlan extends AzplanView {
  /** What is known, as the host keeps it. */
  known: Partial<PlanFacts>;
}

/**
 * `<azplan-bill>`: the bill of a usage file, as invoice, as a tree, verified, and compared with another download of the month.
 * Fires `azplan-files`, `azplan-sample-usage`, `azplan-goto`, `azplan-close-file`, `azplan-compare-usage`, `azplan-swap-usage`.
 */
export class AzplanBill extends AzplanView {
  usage: OpenUsage | null;
  /** Another download of the same month. */
  other: OpenUsage | null;
  /** What the usage is verified against besides the list. */
  recon: OpenRecon | null;
  /** Who may manage what, when; null is AOBO for the whole period. */
  access: OpenAccess | null;
}

/** `<azplan-bill-tree>`: the usage of a month from customer to meter. */
export class AzplanBillTree extends AzplanElement {
  engine: Engine | null;
  list: OpenList | null;
  usage: OpenUsage | null;
  request: BillRequest;
}

/** `<azplan-bill-downloads>`: what came late and what changed between two downloads of a month. Fires `azplan-compare-usage`, `azplan-swap-usage`, `azplan-close-file`. */
export class AzplanBillDownloads extends AzplanElement {
  engine: Engine | null;
  usage: OpenUsage | null;
  other: OpenUsage | null;
}

/** `<azplan-bill-verify>`: is the bill right, line by line? */
export class AzplanBillVerify extends AzplanElement {
  engine: Engine | null;
  list: OpenList | null;
  usage: OpenUsage | null;
  recon: OpenRecon | null;
  access: OpenAccess | null;
  settings: Settings;
}

/** `<azplan-drop>`: takes files. Fires `azplan-files`. */
export class AzplanDrop extends AzplanElement {
  label: string;
  hint: string;
  compact: boolean;
  /** Opens the browser's file dialog. */
  choose(): void;
}

/** `<azplan-figure>`: a figure that can show how it came about. Fires `azplan-explain`. */
export class AzplanFigure extends AzplanElement {
  value: string;
  unit: string;
  kind: 'money' | 'price' | 'exact';
  plain: boolean;
  signed: boolean;
  label: string;
  explanation: Explanation | null;
}

/** `<azplan-explain>`: the panel with the steps of a figure. */
export class AzplanExplain extends AzplanElement {
  open(explanation: Explanation): Promise<void>;
  close(): void;
}

/** `<azplan-menu>`: a button with a list of actions. Fires `azplan-choose`. */
export class AzplanMenu extends AzplanElement {
  label: string;
  items: { id: string; label: string }[];
}

/** The ratio of a percentage as decimal text, `15` to `0.15`; null above 100 per cent. */
export function fromPercent(percent: string): string | null;
export function toPercent(ratio: string): string;
/** Languages that there are messages for. */
export const locales: string[];
/** The language to begin with, by the browser's list. */
export function preferredLocale(wanted: readonly string[]): string;
/** Adds a host's own messages, under its own keys. */
export function addMessages(locale: string, messages: Messages): void;
/** Words of the price lists, which are in English, for words in Traditional Chinese. */
export function expandAliases(text: string): { text: string; changed: boolean };
export function translator(locale: string): (key: string, values?: Record<string, unknown>) => string;

declare global {
  interface HTMLElementTagNameMap {
    'azplan-bill': AzplanBill;
    'azplan-bill-downloads': AzplanBillDownloads;
    'azplan-bill-tree': AzplanBillTree;
    'azplan-bill-verify': AzplanBillVerify;
    'azplan-compare': AzplanCompare;
    'azplan-diff': AzplanDiff;
    'azplan-drop': AzplanDrop;
    'azplan-estimate': AzplanEstimate;
    'azplan-explain': AzplanExplain;
    'azplan-facets': AzplanFacets;
    'azplan-figure': AzplanFigure;
    'azplan-commitment': AzplanCommitment;
    'azplan-markets': AzplanMarkets;
    'azplan-menu': AzplanMenu;
    'azplan-offers': AzplanOffers;
    'azplan-plan': AzplanPlan;
    'azplan-price-change': AzplanPriceChange;
    'azplan-price-details': AzplanPriceDetails;
    'azplan-prices': AzplanPrices;
    'azplan-purchase': AzplanPurchase;
  }
}
