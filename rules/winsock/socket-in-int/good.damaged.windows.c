// not-compilable: what stands before the call cannot be read
#include <winsock2.h>

int damaged_ok(void)
{
    int s = ((( ?? socket(AF_INET, SOCK_STREAM, 0;
    return s;
}
