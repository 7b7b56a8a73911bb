/** Hashes of the page's style and script for its content security policy. A test works them out again and names the right ones. */
export const styleHash = 'sha256-APPZe38TBmzMzvooBFaSom33HtTJb9XHSkEf1LTzHag=';
export const scriptHash = 'sha256-RikoUSZP/DjFZJrvvdmqAismRWpY6+oyTkit0OPxhn4=';
