/** @file What axe finds on a page that keeps somebody out. */
import axe from "axe-core";
import type {Page} from "playwright-core";

export interface BarrierOptions {
  /** A selector: the part of the page to look at. Default all of it. */
  readonly within?: string;
  /** Rules that are on or off, beside axe's own choice. */
  readonly rules?: axe.RuleObject;
  /** Only what axe calls serious or critical. Default all. */
  readonly onlyGrave?: boolean;
}

/** Each barrier as its rule and the elements at fault. */
export async function barriersOn(page: Page, options: BarrierOptions = {}): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async ({within, rules = {}, onlyGrave = false}) => {
    const runner = (window as unknown as {axe: typeof axe}).axe;
    // off by default: what is pressed is 24 px wide and high, or stands apart (WCAG 2.2)
    const all = {"target-size": {enabled: true}, ...rules};
    const {violations} = await runner.run(within ?? document, {resultTypes: ["violations"], rules: all});
    return violations
      .filter(({impact}) => !onlyGrave || impact === "serious" || impact === "critical")
      .map(({id, nodes}) => `${id}: ${nodes.map(({target}) => target.join(" ")).join(", ")}`);
  }, options);
}
