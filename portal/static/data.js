// Names for the filter fields of Datasette's tables, which have none of their own.
const names = {
  "select[name^=_filter_column]": "Column to filter by",
  "select[name^=_filter_op]": "How to compare",
  "input[name^=_filter_value]": "Value to compare with",
  "select[name=_sort]": "Column to sort by",
};
for (const [selector, name] of Object.entries(names)) {
  for (const field of document.querySelectorAll(selector)) {
    if (!field.labels || !field.labels.length) field.setAttribute("aria-label", name);
  }
}
