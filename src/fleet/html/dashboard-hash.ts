/** Hash of the dashboard's own style for its content security policy. A test works it out again and names the right one. */
export const dashboardHash = 'sha256-kPQvXtGRVF8b4sT4NZfOHXP9rtH7nGU98fDyOkqUL8U=';
