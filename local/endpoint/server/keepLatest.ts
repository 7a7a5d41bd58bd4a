/** Adds an entry to a list, from whose beginning those go that are more than wanted. */
export const keepLatest = <Entry>(list: Entry[], entry: Entry, most = Number.POSITIVE_INFINITY): void => {
  list.push(entry);
  if (list.length > most) list.splice(0, list.length - most);
};
