from dixian.cli.main import main

main()
