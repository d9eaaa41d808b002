# For cross-compiling on Debian: cmake -DCMAKE_TOOLCHAIN_FILE=cmake/aarch64.cmake, with the packages
# g++-aarch64-linux-gnu and the libraries of arm64 (dpkg --add-architecture arm64).
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
# Tests and the completion of the package run the program.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64)
