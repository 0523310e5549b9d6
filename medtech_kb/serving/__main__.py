import sys

from medtech_kb.serving.first_process import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
