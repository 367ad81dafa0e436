// Joins class names; of two Tailwind classes that set the same property the later one stays.

import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["2xs", "read"], shadow: ["1", "2", "3"], radius: ["2xl"] } },
});

/** The class attribute for a list of class names and conditions. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
