// not-compilable: a parenthesis is missing
#include <winsock2.h>
#include <iphlpapi.h>

int main(void)
{
    NotifyAddrChange(NULL, NULL);
    if ((( ?? )
        return 1;
    return 0;
}
