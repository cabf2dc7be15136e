"""Results as others take them: versioned JSON and CSV for spreadsheets."""
