"""Settings, URLs and the command line: what joins the apps into one product."""
