/** @file A question about the page as it is: asked anew when that changes, so that no answer about another state stays. */
import {predict, type Prediction} from "./predict.js";

/** Gives what asks: does nothing while `about`, what the answer depends on, is the same. */
export function askAgain(into: HTMLElement, question: Prediction): (about: string) => void {
  let asked: string | undefined;
  return (about) => {
    if (asked === about) return;
    asked = about;
    into.replaceChildren(predict(question));
  };
}
