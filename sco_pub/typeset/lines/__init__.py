"""Take clusters of shaped text, give line breaks and the gaps that set each line to the measure."""
