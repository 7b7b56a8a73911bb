/** Hash of the dashboard's own style for its content security policy. A test works it out again and names the right one. */
export const dashboardHash = 'sha256-xxITwXEUnUQZ8oOzNpnxn10NP3cwRzI6c5W9dOBnGtI=';
