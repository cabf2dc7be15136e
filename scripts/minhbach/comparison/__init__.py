"""Two rounds side by side: who stood where then and now, against whom a unit may be measured, and why not."""
